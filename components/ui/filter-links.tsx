import { ListFilter } from 'lucide-react'
import Link from 'next/link'
import * as en from '#components/messages/en.ts'
import { ButtonLink } from './button.tsx'
import { Empty } from './empty.tsx'
import type { Asked, Filter } from './filter.ts'
import { FilterField } from './filter-field.tsx'
import { mostReadThrough } from './many.ts'

const look =
  'inline-flex min-h-8 items-center gap-1.5 rounded-full border border-line bg-surface px-3 text-small text-muted ' +
  'hover:border-line-strong hover:text-ink aria-[current=true]:border-accent aria-[current=true]:bg-accent-soft ' +
  'aria-[current=true]:font-medium aria-[current=true]:text-accent-strong'

/** One question a list can be asked. Each answer is an address: it can be kept, sent, and gone back from. */
export function FilterLinks(props: Filter) {
  const { label, path, name, asked, options } = props
  if (options.length > mostReadThrough) return <FilterField {...props} />
  const current = asked[name] ?? null
  const all = { value: null, label: en.ui.filterAll, count: undefined }
  return (
    <nav aria-label={label} className="grid gap-1.5 sm:grid-cols-[4.5rem_1fr]">
      <span aria-hidden className="text-small text-muted sm:pt-1.5">
        {label}
      </span>
      <div className="flex flex-wrap items-center gap-1.5">
        {[all, ...options].map((option) => (
          <Link
            key={option.value ?? ''}
            href={addressOf(path, { ...asked, [name]: option.value })}
            aria-current={option.value === current ? 'true' : undefined}
            scroll={false}
            className={look}
          >
            {option.label}
            {option.count !== undefined && <span className="text-micro text-faint tabular-nums">{option.count}</span>}
          </Link>
        ))}
      </div>
    </nav>
  )
}

/** There are rows, and none is what was asked for. */
export function NoneMatch({ total, path }: { total: number; path: string }) {
  return (
    <Empty
      icon={ListFilter}
      title={en.ui.noneMatch(total)}
      action={<ButtonLink href={path}>{en.ui.clearFilters}</ButtonLink>}
    >
      {en.ui.noneMatchWhy}
    </Empty>
  )
}

/** The address that asks a list for this; what is null is left out. */
export function addressOf(path: string, asked: Asked): string {
  const given = Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== null)
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path
}
