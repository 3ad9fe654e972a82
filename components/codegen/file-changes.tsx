'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { FileDiff } from 'lucide-react'
import { useMemo, useState } from 'react'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Button } from '#components/ui/button.tsx'
import { Empty } from '#components/ui/empty.tsx'
import type { ChangeDiff } from '#server/loop/codegen/vocabulary.ts'
import { DiffFile } from './diff/diff-file.tsx'
import { FileLinks } from './diff/file-links.tsx'
import type { PlacedFinding } from './diff/findings.ts'

const words = en.diff

interface Props {
  changeId: string
  findings?: readonly PlacedFinding[]
  /** Files whose lines came with the list are open at first. */
  opened?: boolean
}

const none: readonly PlacedFinding[] = []

/** Every file the change touches, beside a tree of them; what was found stands at its line. */
export function FileChanges({ changeId, findings = none, opened = false }: Props) {
  const { data: diff } = useSuspenseQuery(useTRPC().changes.diff.queryOptions({ changeId }))
  const files = useMemo(() => withFindings(diff, findings), [diff, findings])
  const { isOpen, set, setAll } = useOpenFiles(diff, opened)
  if (diff.commit === null || files.length === 0) return <Empty icon={FileDiff} title={en.intents.diffNone} />
  return (
    <div className="@container">
      <div className="grid items-start gap-4 @3xl:grid-cols-[minmax(11rem,16rem)_minmax(0,1fr)]">
        <div className="grid gap-2 @3xl:sticky @3xl:top-18 @3xl:max-h-[calc(100dvh-6rem)] @3xl:overflow-y-auto">
          <Totals diff={diff} onOpenAll={() => setAll(true)} onCloseAll={() => setAll(false)} />
          <FileLinks files={files} onOpen={(path) => set(path, true)} />
        </div>
        <div className="grid min-w-0 gap-3">
          {files.map((file) => (
            <DiffFile
              key={file.path}
              {...{ id: file.id, changeId, commit: diff.commit ?? '', file, findings: file.findings }}
              open={isOpen(file.path)}
              onToggle={() => set(file.path, !isOpen(file.path))}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

function withFindings({ files }: ChangeDiff, findings: readonly PlacedFinding[]) {
  return files.map((file, at) => {
    const own = findings.filter(({ path }) => path === file.path)
    return { ...file, id: `file-${at + 1}`, findings: own, found: own.length }
  })
}

/** What a person opened or closed; before that, what came whole with the list. */
function useOpenFiles({ files }: ChangeDiff, opened: boolean) {
  const [chosen, setChosen] = useState<Readonly<Record<string, boolean>>>({})
  const first = useMemo(() => new Set(files.filter(({ patch }) => patch !== null).map(({ path }) => path)), [files])
  return {
    isOpen: (path: string) => chosen[path] ?? (opened && first.has(path)),
    set: (path: string, open: boolean) => setChosen((now) => ({ ...now, [path]: open })),
    setAll: (open: boolean) => setChosen(Object.fromEntries(files.map(({ path }) => [path, open]))),
  }
}

function Totals(props: { diff: ChangeDiff; onOpenAll: () => void; onCloseAll: () => void }) {
  const { files } = props.diff
  const sum = (of: 'added' | 'removed') => files.reduce((total, file) => total + file[of], 0).toLocaleString('en')
  return (
    <div className="grid gap-1">
      <p className="text-small text-muted tabular-nums">{words.totals(files.length, sum('added'), sum('removed'))}</p>
      <p className="flex flex-wrap gap-1">
        <Button look="quiet" className="min-h-8 px-2 text-small" onClick={props.onOpenAll}>
          {words.openAll}
        </Button>
        <Button look="quiet" className="min-h-8 px-2 text-small" onClick={props.onCloseAll}>
          {words.closeAll}
        </Button>
      </p>
    </div>
  )
}
