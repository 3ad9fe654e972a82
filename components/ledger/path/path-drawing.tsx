import { ArrowDown, ArrowRight, Fingerprint } from 'lucide-react'
import Link from 'next/link'
import * as en from '#components/messages/en.ts'
import { classes } from '#components/ui/classes.ts'
import type { FoundPath, GraphEdge, GraphNode } from '#server/loop/ledger/graph/vocabulary.ts'
import type { EntryKind } from '#server/loop/ledger/vocabulary.ts'
import { KindIcon } from '../kind-icon.tsx'

const words = en.lineagePath

/** Boxes with what joins them between; down the page, and across it where there is room for a few. */
export function PathDrawing({ path: { nodes, edges } }: { path: FoundPath }) {
  return (
    <ol className="flex flex-col gap-2 lg:flex-row lg:flex-wrap lg:items-stretch">
      {nodes.map((node, at) => (
        <li key={node.sha256} className="flex flex-col gap-2 lg:flex-row lg:items-stretch">
          {at > 0 && <Joined edge={edges.find(({ target }) => target === node.sha256)} />}
          <Box node={node} />
        </li>
      ))}
    </ol>
  )
}

const box = 'flex min-w-0 items-center gap-3 rounded-control border px-3 py-2.5 lg:w-56'

function Box({ node }: { node: GraphNode }) {
  const kind = node.kind as EntryKind | null
  if (kind === null || node.entryId === null) {
    return (
      <Link
        href={`/ledger?q=sha256:${node.sha256}`}
        className={classes(box, 'border-dashed border-line bg-sunken hover:border-line-strong')}
      >
        <Fingerprint aria-hidden className="size-5 shrink-0 text-muted" strokeWidth={1.75} />
        <Named name={node.name} under={`${words.thing} ${node.sha256.slice(0, 12)}`} />
      </Link>
    )
  }
  return (
    <Link href={`/ledger/${node.entryId}`} className={classes(box, 'border-line bg-surface hover:border-line-strong')}>
      <KindIcon kind={kind} className="size-5 shrink-0 text-muted" />
      <Named name={en.ledger.kinds[kind] ?? kind} under={kind} />
    </Link>
  )
}

function Named({ name, under }: { name: string; under: string }) {
  return (
    <span className="min-w-0">
      <span className="block truncate font-medium" title={name}>
        {name}
      </span>
      <code className="block truncate text-small text-muted">{under}</code>
    </span>
  )
}

/** Which entry says that the next came out of the one before. */
function Joined({ edge }: { edge: GraphEdge | undefined }) {
  if (!edge) return null
  return (
    <span className="flex items-center gap-2 pl-4 text-small text-muted lg:w-28 lg:flex-col lg:justify-center lg:gap-0 lg:pl-0 lg:text-center">
      <ArrowDown aria-hidden className="size-4 shrink-0 lg:hidden" />
      <Link
        href={`/ledger/${edge.entryId}`}
        className="underline decoration-line-strong underline-offset-4 hover:text-accent"
      >
        <span className="sr-only">{words.said} </span>
        <code>{edge.kind}</code>
      </Link>
      <ArrowRight aria-hidden className="hidden size-4 shrink-0 lg:block" />
    </span>
  )
}
