'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { FileDiff } from 'lucide-react'
import { en } from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Empty } from '#components/ui/empty.tsx'
import type { FileChange } from '#server/loop/codegen/index.ts'
import { Patch } from './patch.tsx'

const words = en.intents

/** Every file the change touches, each opened to its lines. */
export function FileChanges({ changeId }: { changeId: string }) {
  const { data: files } = useSuspenseQuery(useTRPC().changes.diff.queryOptions({ changeId }))
  if (files.length === 0) return <Empty icon={FileDiff} title={words.diffNone} />
  return (
    <ul className="grid gap-2">
      {files.map((file) => (
        <li key={file.path}>
          <FileRow file={file} />
        </li>
      ))}
    </ul>
  )
}

function FileRow({ file }: { file: FileChange }) {
  return (
    <details className="group overflow-hidden rounded-control border border-line">
      <summary className="flex flex-wrap items-center gap-x-3 gap-y-0.5 px-3 py-2 hover:bg-sunken">
        <code className="min-w-0 flex-1 break-all">{file.path}</code>
        <span className="text-small text-muted">{words.changes[file.change]}</span>
        <span className="text-small tabular-nums">
          <span data-tone="good" className="tone-text">
            +{file.added}
          </span>{' '}
          <span data-tone="bad" className="tone-text">
            −{file.removed}
          </span>
        </span>
      </summary>
      {!file.binary && <Patch text={file.patch} label={file.path} />}
      {file.cut && <p className="border-t border-line px-3 py-2 text-small text-muted">{words.diffCut}</p>}
    </details>
  )
}
