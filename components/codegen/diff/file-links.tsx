import * as en from '#components/messages/en.ts'
import { classes } from '#components/ui/classes.ts'
import type { FileChange } from '#server/loop/codegen/vocabulary.ts'
import { foldersOf } from './folders.ts'
import { Revealed } from './revealed.tsx'

interface LinkedFile extends FileChange {
  id: string
  found: number
}

const marks = { added: '+', modified: '±', deleted: '−', renamed: '→' } as const
const tones = { added: 'good', modified: 'note', deleted: 'bad', renamed: 'note' } as const

/** The changed files as a tree; each leads to its lines. */
export function FileLinks({ files, onOpen }: { files: readonly LinkedFile[]; onOpen: (path: string) => void }) {
  return (
    <nav aria-label={en.diff.files} className="grid gap-2 text-small">
      {foldersOf(files).map((folder) => (
        <div key={folder.path}>
          {folder.path !== '' && (
            <p dir="ltr" className="py-0.5 font-mono text-micro text-muted [overflow-wrap:anywhere]">
              <Revealed text={folder.path} />/
            </p>
          )}
          <ul className={classes(folder.path !== '' && 'border-l border-line pl-2')}>
            {folder.files.map(({ file, name }) => (
              <li key={file.path}>
                <a
                  href={`#${file.id}`}
                  onClick={() => onOpen(file.path)}
                  className="flex min-h-7 items-center gap-2 rounded-control px-1.5 hover:bg-sunken"
                >
                  <span data-tone={tones[file.change]} className="tone-text w-3 shrink-0 text-center" aria-hidden>
                    {marks[file.change]}
                  </span>
                  <span className="sr-only">{en.intents.changes[file.change]}</span>
                  <code dir="ltr" className="min-w-0 flex-1 truncate">
                    <Revealed text={name} />
                  </code>
                  {file.found > 0 && (
                    <span data-tone="bad" className="toned rounded-full border px-1.5 text-micro font-medium">
                      <span aria-hidden>{file.found}</span>
                      <span className="sr-only">{en.diff.findings(file.found)}</span>
                    </span>
                  )}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
