import Link from 'next/link'
import { Digest } from '#components/ui/digest.tsx'
import { Panel } from '#components/ui/panel.tsx'

/** Things by name and digest; each leads to the entries that speak of it. */
export function Named(props: { title: string; intro?: string; of: readonly { name: string; sha256: string }[] }) {
  return (
    <Panel title={props.title} intro={props.intro} flush>
      <ul>
        {props.of.map(({ name, sha256 }) => (
          <li
            key={`${name} ${sha256}`}
            className="flex flex-wrap items-center justify-between gap-x-4 border-t border-line px-5 py-2 first:border-t-0"
          >
            <Link
              href={`/ledger?q=${sha256}`}
              className="min-w-0 break-all underline decoration-line-strong underline-offset-4 hover:text-accent"
            >
              {name}
            </Link>
            <span className="text-small text-muted">
              <Digest value={`sha256:${sha256}`} length={16} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
