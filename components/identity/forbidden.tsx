import { Lock } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { Empty } from '#components/ui/empty.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Tag } from '#components/ui/tag.tsx'
import { granters, mayRead, type ReadPermission, readPermissionRules } from '#server/identity/permissions.ts'
import { type Actor, type Role, roleLabels, roles } from '#server/identity/vocabulary.ts'

const words = en.ui.forbidden

/** In place of what this person may not see: the guard's own sentence, which roles may, what they hold, who can grant one. */
export function Forbidden({ actor, permission }: { actor: Actor; permission: ReadPermission }) {
  const answer = mayRead(actor, permission)
  if (answer.allowed) return null
  const may = readPermissionRules[permission]
  const held = actor.kind === 'person' ? actor.roles : []
  return (
    <section aria-label={words.title} className="rounded-panel border border-line bg-surface">
      <Empty icon={Lock} title={words.title}>
        {answer.sentence}
      </Empty>
      <div className="border-t border-line px-5 py-4">
        <Facts
          of={[
            [words.may, may.length === roles.length ? words.everyone : <RoleTags key="may" of={may} />],
            [words.yours, held.length === 0 ? words.none : <RoleTags key="held" of={held} />],
            [words.grants, <RoleTags key="grants" of={granters} />],
          ]}
        />
      </div>
    </section>
  )
}

function RoleTags({ of }: { of: readonly Role[] }) {
  return (
    <span className="flex flex-wrap gap-1.5">
      {of.map((role) => (
        <Tag key={role} tone="note">
          {roleLabels[role]}
        </Tag>
      ))}
    </span>
  )
}
