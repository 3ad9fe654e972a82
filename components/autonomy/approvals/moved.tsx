import { en } from '#components/messages/en.ts'
import { Button } from '#components/ui/button.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Notice } from '#components/ui/notice.tsx'

const words = en.approvals

/** The evidence moved while it was read: both digests, and nothing signed until the reader says they have seen it. */
export function Moved(props: { before: string; now: string; onRead: () => void }) {
  return (
    <Notice
      tone="warn"
      title={words.movedTitle}
      alert
      actions={<Button onClick={props.onRead}>{words.movedRead}</Button>}
    >
      {words.movedWhy} {words.digestBefore} <Digest value={props.before} />, {words.digestNow}{' '}
      <Digest value={props.now} />
    </Notice>
  )
}
