import * as en from '#components/messages/en.ts'
import { isText, listOf, readAs, shaped } from '#components/rpc/shape.ts'
import { Digest } from '#components/ui/digest.tsx'

const words = en.intents

const isManifest = shaped({
  entries: listOf(shaped({ entryId: isText, kind: isText })),
  artifacts: listOf(shaped({ name: isText, sha256: isText })),
})

/** The digest in full, and what it covers. */
export function EvidenceView({ digest, bundle }: { digest: string; bundle: { content: unknown } | null }) {
  const manifest = readAs(isManifest, bundle?.content)
  return (
    <div className="grid gap-3">
      <code className="rounded-control border border-line bg-sunken px-3 py-2 text-small break-all">{digest}</code>
      {manifest && <p className="text-small text-muted">{words.covers(countByKind(manifest.entries))}</p>}
      {manifest && manifest.artifacts.length > 0 && (
        <ul className="flex flex-wrap gap-x-5 gap-y-1 text-small">
          {manifest.artifacts.map(({ name, sha256 }) => (
            <li key={name}>
              <span className="text-muted">{name.split(':')[0]}</span> <Digest value={name.split(':')[1] ?? sha256} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function countByKind(entries: readonly { kind: string }[]): string {
  const counts = new Map<string, number>()
  for (const { kind } of entries) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].map(([kind, count]) => en.ledger.counted(kind, count)).join(', ')
}
