import Link from 'next/link'
import * as en from '#components/messages/en.ts'
import { duration } from '#components/messages/time.ts'
import { PersonName } from '#components/people/names.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { ProvableEntry } from '#server/loop/ledger/browse/vocabulary.ts'

const words = en.ledger

const exact = (moment: string) => `${moment.slice(0, 19).replace('T', ' ')} UTC`

/** What every entry says of itself, whatever its kind. */
export function EntryFacts({ entry: { line, ...entry } }: { entry: ProvableEntry }) {
  return (
    <Panel title={words.facts}>
      <Facts
        of={[
          [words.id, <Digest key="id" value={line.entryId} length={36} />],
          [
            words.when,
            <time key="when" dateTime={line.occurredAt}>
              {exact(line.occurredAt)}
              {entry.clockOffsetMs > 0 && (
                <span className="block text-small text-muted">{words.clockAhead(duration(entry.clockOffsetMs))}</span>
              )}
            </time>,
          ],
          [words.writtenAt, exact(entry.writtenAt)],
          [
            words.grade,
            <span key="grade">
              {words.grades[line.grade]}
              <span className="block text-small text-muted">{words.gradesWhy[line.grade]}</span>
            </span>,
          ],
          [words.actor, <PersonName key="actor" id={line.actor} />],
          [
            words.change,
            line.changeId && (
              <Link
                key="change"
                href={`/lineage/${line.changeId}`}
                className="break-all underline decoration-line-strong underline-offset-4 hover:text-accent"
              >
                {line.changeId}
              </Link>
            ),
          ],
          [words.leaf, <Digest key="leaf" value={line.leafSha256} length={20} />],
          [
            words.signer,
            entry.keyIds.length > 0 && entry.keyIds.map((keyId) => <Digest key={keyId} value={keyId} length={20} />),
          ],
          [
            words.predicateType,
            entry.predicateType && (
              <code key="type" className="break-all">
                {entry.predicateType}
              </code>
            ),
          ],
        ]}
      />
    </Panel>
  )
}
