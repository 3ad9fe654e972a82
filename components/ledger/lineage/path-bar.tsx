import * as en from '#components/messages/en.ts'
import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/field.tsx'
import type { LineageEntry } from '#server/loop/ledger/browse/vocabulary.ts'

const words = en.lineagePath

/** Two entries of this change, to see what leads from the one to the other. */
export function PathBar({ entries, asOf }: { entries: readonly LineageEntry[]; asOf: string | null }) {
  const placed = entries.filter(({ index }) => index !== null)
  const [first, last] = [placed[0], placed.at(-1)]
  if (!first || !last || first === last) return null
  return (
    <details className="rounded-panel border border-line bg-surface px-5 py-3">
      <summary className="w-fit rounded-control text-muted hover:text-ink">{words.between}</summary>
      <form action="/lineage/path" className="mt-3 grid gap-3 sm:grid-cols-[1fr_1fr_auto] sm:items-end">
        {asOf && <input type="hidden" name="asOf" value={asOf} />}
        <Ends id="path-from" name="from" label={words.from} chosen={first.entryId} entries={placed} />
        <Ends id="path-to" name="to" label={words.to} chosen={last.entryId} entries={placed} />
        <Button type="submit">{words.show}</Button>
      </form>
    </details>
  )
}

interface EndProps {
  id: string
  name: string
  label: string
  chosen: string
  entries: readonly LineageEntry[]
}

function Ends({ chosen, entries, ...rest }: EndProps) {
  return (
    <Select {...rest} defaultValue={chosen}>
      {entries.map(({ entryId, index, kind }) => (
        <option key={entryId} value={entryId}>
          {en.ledger.number(index ?? 0)} {en.ledger.kinds[kind]}
        </option>
      ))}
    </Select>
  )
}
