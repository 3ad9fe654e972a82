'use client'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import * as en from '#components/messages/en.ts'
import { roleName } from '#components/people/role-name.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useMe } from '#components/shell/me.tsx'
import { Button } from '#components/ui/button.tsx'
import { Sheet } from '#components/ui/dialog.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { Difference } from '#server/loop/designs/edit/index.ts'
import { chosenPlace } from './ask-sheet.tsx'
import { DifferenceList } from './difference-list.tsx'
import { useEditor } from './editor.ts'

const words = en.designReview.sheet

/** What saving changes and what follows from it, read before it is done. */
export function SaveSheet(props: {
  changes: readonly Difference[]
  pending: boolean
  /** A question to the reviewers is open. */
  waiting: boolean
  onClose: () => void
  onSave: () => void
}) {
  const { problems } = useEditor()
  const first = useRef<HTMLButtonElement>(null)
  const alone = useRolesHeldAlone()
  return (
    <Sheet onClose={props.onClose} title={words.title} lead={words.lead} initialFocus={first} finalFocus={chosenPlace}>
      <div className="grid gap-4">
        <DifferenceList of={props.changes} label={words.lead} />
        {problems.length > 0 && (
          <div className="text-small">
            <p className="font-medium">{words.warnings}</p>
            {problems.map(({ id, sentence }) => (
              <p key={id} className="text-muted">
                {sentence}
              </p>
            ))}
          </div>
        )}
        <Notice tone={alone.length > 0 ? 'warn' : 'note'}>
          {props.waiting && <p>{words.lapses}</p>}
          <p>{words.author}</p>
          {alone.map((role) => (
            <p key={role} className="text-ink">
              {words.noOther(roleName(role))}
            </p>
          ))}
        </Notice>
        <div className="flex gap-2">
          <Button ref={first} look="primary" disabled={props.pending} onClick={props.onSave}>
            {props.pending ? words.saving : words.save}
          </Button>
          <Button look="quiet" onClick={props.onClose}>
            {en.ui.cancel}
          </Button>
        </div>
      </div>
    </Sheet>
  )
}

const approving = ['lead', 'manager', 'security'] as const

/** Roles that approve and that nobody but the reader holds: whoever has them alone would leave nobody to sign. */
function useRolesHeldAlone(): string[] {
  const me = useMe()
  const { data } = useQuery(useTRPC().people.list.queryOptions({ role: null }))
  return approving.filter((role) => me.roles.includes(role) && data?.holders[role] === 1)
}
