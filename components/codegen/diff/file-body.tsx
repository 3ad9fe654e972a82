'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import * as en from '#components/messages/en.ts'
import { failureOf } from '#components/rpc/failure.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { FileChange } from '#server/loop/codegen/vocabulary.ts'
import { DiffLines } from './diff-lines.tsx'
import { FindingNote } from './finding-note.tsx'
import { placesOf } from './findings.ts'
import { countHidden } from './hidden.ts'
import { rowsOf } from './rows.ts'
import type { ShownFile } from './shown-file.ts'
import { useNear } from './use-near.ts'

const words = en.diff

/** The lines of an open file; a long one's are fetched now. */
export function FileBody(shown: ShownFile) {
  if (shown.file.binary) return <Said>{words.binaryWhy}</Said>
  return shown.file.patch === null ? <FetchedLines {...shown} /> : <Lines {...shown} patch={shown.file.patch} />
}

/** Read when it comes near the screen: opening all files at once asks for none that nobody scrolls to. */
function FetchedLines(shown: ShownFile) {
  const { changeId, commit, file } = shown
  const { path, previousPath } = file
  const { ref, near } = useNear(false)
  const { data, error, refetch } = useQuery({
    ...useTRPC().changes.file.queryOptions({ changeId, commit, path, previousPath }),
    enabled: near,
    // What one commit holds never changes, whatever happens to the change.
    staleTime: 'static',
  })
  if (data) return <Lines {...shown} file={data} patch={data.patch ?? ''} />
  return (
    <div ref={ref} className="min-h-20">
      {error ? (
        <div className="p-3">
          <Notice tone="bad" alert actions={<Button onClick={() => void refetch()}>{en.ui.retry}</Button>}>
            {failureOf(error).sentence}
          </Notice>
        </div>
      ) : (
        <Said>{words.reading(file.added + file.removed)}</Said>
      )}
    </div>
  )
}

function Lines({ file, findings, patch }: ShownFile & { patch: string }) {
  const rows = useMemo(() => rowsOf(patch), [patch])
  const places = useMemo(() => placesOf(rows, findings), [rows, findings])
  const unseen = useMemo(() => countHidden(patch), [patch])
  return (
    <>
      {unseen.hidden > 0 && (
        <div className="p-2">
          <Notice tone={unseen.turning > 0 ? 'bad' : 'warn'} title={words.hidden(unseen.hidden)}>
            {unseen.turning > 0 ? words.hiddenTurning(unseen.turning, unseen.hidden) : words.hiddenWhy}
          </Notice>
        </div>
      )}
      {places.over.map((finding) => (
        <FindingNote key={`${finding.rule} ${finding.line} ${finding.message}`} finding={finding} />
      ))}
      {rows.length === 0 && <Said>{emptyWord(file)}</Said>}
      <DiffLines rows={rows} places={places} />
      {file.cut && <Said>{words.cut}</Said>}
    </>
  )
}

const emptyWord = ({ change }: FileChange) => (change === 'renamed' ? words.onlyRenamed : words.noLines)

function Said({ children }: { children: string }) {
  return <p className="px-3 py-2 text-small text-muted">{children}</p>
}
