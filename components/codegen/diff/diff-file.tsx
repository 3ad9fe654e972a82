'use client'
import { ChevronRight } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { classes } from '#components/ui/classes.ts'
import { Tag } from '#components/ui/tag.tsx'
import type { FileChange } from '#server/loop/codegen/vocabulary.ts'
import { FileBody } from './file-body.tsx'
import { Revealed } from './revealed.tsx'
import type { ShownFile } from './shown-file.ts'

const words = en.diff

/** One file of the diff: its name, what happened to it, what was found in it, and its lines once it is opened. */
export function DiffFile(props: ShownFile & { id: string; open: boolean; onToggle: () => void }) {
  const { id, file, findings, open, onToggle } = props
  return (
    <section id={id} aria-label={file.path} className="scroll-mt-16 rounded-control border border-line">
      <h3 className="sticky top-14 z-10 rounded-t-control bg-surface">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={`${id}-lines`}
          onClick={onToggle}
          className={classes(
            'flex min-h-10 w-full flex-wrap items-center gap-x-3 gap-y-0.5 rounded-control px-3 py-2 text-left font-normal hover:bg-sunken',
            open && 'rounded-b-none border-b border-line',
          )}
        >
          <ChevronRight aria-hidden className={classes('size-4 shrink-0 text-muted', open && 'rotate-90')} />
          <code dir="ltr" className="code-line min-w-0 flex-1">
            {file.previousPath && (
              <span className="text-muted">
                <Revealed text={file.previousPath} /> →{' '}
              </span>
            )}
            <Revealed text={file.path} />
          </code>
          {findings.length > 0 && <Tag tone="bad">{words.findings(findings.length)}</Tag>}
          <span className="text-small text-muted">{en.intents.changes[file.change]}</span>
          <Counts {...file} />
        </button>
      </h3>
      <div id={`${id}-lines`} className="overflow-clip rounded-b-control">
        {open && <FileBody {...props} />}
      </div>
    </section>
  )
}

function Counts({ added, removed, binary }: Pick<FileChange, 'added' | 'removed' | 'binary'>) {
  if (binary) return <span className="text-small text-muted">{words.binary}</span>
  return (
    <span className="text-small tabular-nums">
      <span data-tone="good" className="tone-text">
        +{added.toLocaleString('en')}
      </span>{' '}
      <span data-tone="bad" className="tone-text">
        −{removed.toLocaleString('en')}
      </span>
    </span>
  )
}
