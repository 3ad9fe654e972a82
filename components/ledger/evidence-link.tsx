import * as en from '#components/messages/en.ts'
import { DownloadLink } from '#components/ui/download-link.tsx'

/** Takes the evidence bundle of a change away. */
export function EvidenceLink({ changeId }: { changeId: string }) {
  return <DownloadLink href={`/api/bundles/${encodeURIComponent(changeId)}`}>{en.ledger.exportEvidence}</DownloadLink>
}
