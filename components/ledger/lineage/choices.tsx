import Link from 'next/link'

interface Choice {
  name: string
  label: string
  href: string
}

/** Addresses of which one is chosen, side by side. @param quiet the label is for who does not see them */
export function Choices(props: { label: string; current: string; quiet?: boolean; children: readonly Choice[] }) {
  const { label, current, quiet = false, children } = props
  return (
    <nav aria-label={label} className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {!quiet && (
        <span aria-hidden className="pl-2 text-small text-muted">
          {label}
        </span>
      )}
      <span className="flex gap-1">
        {children.map(({ name, label: word, href }) => (
          <Link
            key={name}
            href={href}
            aria-current={name === current ? 'page' : undefined}
            scroll={false}
            className="inline-flex min-h-9 min-w-9 items-center justify-center rounded-control px-3 text-muted hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-strong"
          >
            {word}
          </Link>
        ))}
      </span>
    </nav>
  )
}
