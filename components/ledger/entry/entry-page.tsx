'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { IncidentsOf } from '#components/autonomy/incidents/incidents-of.tsx'
import { TierTag } from '#components/changes/tags.tsx'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { DownloadLink } from '#components/ui/download-link.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Page } from '#components/ui/page.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { ProvableEntry } from '#server/loop/ledger/browse/vocabulary.ts'
import { GradeTag, MarkTags, PlaceTag } from '../entry-tags.tsx'
import { CheckPanel } from './check-panel.tsx'
import { EntryFacts } from './entry-facts.tsx'
import { Named } from './named.tsx'
import { RawJson } from './raw-json.tsx'
import { Says } from './says.tsx'

const words = en.ledger

/** An entry reaches the tree about a second after it was written, and witnesses follow within another. */
const lookAgainMs = 2_000
/** What no witness has countersigned by then is not looked at again: perhaps none is asked. */
const witnessedWithinMs = 20_000

/** One entry: what it says, how it is proved, and every byte of it. */
export function EntryPage({ entryId }: { entryId: string }) {
  const { data: entry } = useSuspenseQuery({
    ...useTRPC().ledger.read.queryOptions({ entryId }),
    refetchInterval: ({ state }) => (moves(state.data) ? lookAgainMs : false),
  })
  const { line } = entry
  return (
    <Page
      title={words.kinds[line.kind]}
      over={
        <>
          <PlaceTag index={line.index} />
          {line.index !== null && <GradeTag grade={line.grade} />}
          {line.riskTier && <TierTag tier={line.riskTier} />}
          <MarkTags practice={line.practice} scripted={line.scripted} />
        </>
      }
      actions={
        <>
          {entry.hasEvidence && <DownloadLink href={`/api/evidence/${entryId}`}>{words.evidence}</DownloadLink>}
          {line.changeId && (
            <ButtonLink href={`/lineage/${line.changeId}?focus=${line.entryId}`}>{words.lineage}</ButtonLink>
          )}
        </>
      }
    >
      {line.damaged && (
        <div className="mb-5">
          <Notice tone="bad" title={words.faults.unreadable}>
            {words.damagedWhy}
          </Notice>
        </div>
      )}
      <div className="mb-5 empty:hidden">
        <IncidentsOf entryId={entryId} />
      </div>
      <div className="grid gap-5 lg:grid-cols-[3fr_2fr] lg:items-start">
        <div className="grid min-w-0 gap-5">
          {!line.damaged && (
            <Panel title={words.says} intro={words.saysWhy}>
              <Says value={entry.predicate} />
            </Panel>
          )}
          {entry.subjects.length > 0 && <Named title={words.subjects} intro={words.subjectsWhy} of={entry.subjects} />}
          {entry.materials.length > 0 && <Named title={words.materials} of={entry.materials} />}
          <RawJson material={entry.material} />
        </div>
        <div className="grid min-w-0 gap-5">
          <CheckPanel material={entry.material} checkpointKey={entry.checkpointKey} />
          <EntryFacts entry={entry} />
        </div>
      </div>
    </Page>
  )
}

function moves(entry: ProvableEntry | undefined): boolean {
  if (entry?.line.grade !== 'sequenced') return entry?.line.grade === 'pending'
  return Date.now() - Date.parse(entry.writtenAt) < witnessedWithinMs
}
