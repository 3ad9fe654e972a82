import * as en from '#components/messages/en.ts'
import { roleName } from '#components/people/role-name.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { Digest } from '#components/ui/digest.tsx'
import type { RequestView } from '#server/loop/autonomy/approvals/vocabulary.ts'

const words = en.designReview

/** Who must sign this design, about which digest, and the way there. Nothing is signed here. */
export function ApprovalState({ request }: { request: RequestView | null }) {
  if (!request) return <p className="text-small text-muted">{words.notAsked}</p>
  const waiting = request.slots.filter(({ state }) => state === 'waiting').map(({ role }) => roleName(role))
  return (
    <div className="grid gap-3 text-small">
      <p>{words.waitsFor(waiting.join(', '))}</p>
      <p className="text-muted">
        <Digest value={request.digest} />
      </p>
      <p>
        <ButtonLink href={`/inbox/${request.id}`}>{words.readRequest}</ButtonLink>
      </p>
    </div>
  )
}
