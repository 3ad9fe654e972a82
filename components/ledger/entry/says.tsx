import type { ReactNode } from 'react'
import * as en from '#components/messages/en.ts'

/** A statement as names and values: all of it, nothing explained away. */
export function Says({ value }: { value: Record<string, unknown> }) {
  const named = Object.entries(value).filter(([, each]) => each !== null)
  if (named.length === 0) return <p className="text-muted">{en.ledger.saysNothing}</p>
  return (
    <dl className="grid gap-y-2 text-body">
      {named.map(([name, each]) => (
        <div key={name} className={isLeaf(each) ? 'grid gap-x-6 sm:grid-cols-[12rem_1fr]' : ''}>
          <dt className="text-small text-muted sm:pt-0.5">{spoken(name)}</dt>
          <dd className={isLeaf(each) ? 'min-w-0 break-words' : 'mt-1 min-w-0 border-l-2 border-line pl-4'}>
            {valueOf(each)}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function valueOf(value: unknown): ReactNode {
  if (Array.isArray(value)) return <SaysList values={value} />
  if (typeof value === 'object' && value !== null) return <Says value={value as Record<string, unknown>} />
  const text = String(value)
  return isCode(text) ? <code className="break-all">{text}</code> : text
}

function SaysList({ values }: { values: readonly unknown[] }) {
  return (
    <ul className="grid gap-1.5">
      {values.map((each, at) => (
        // Items of a signed list never move, so their place names them.
        <li key={at} className={isLeaf(each) ? '' : 'border-t border-line pt-1.5 first:border-t-0 first:pt-0'}>
          {valueOf(each)}
        </li>
      ))}
    </ul>
  )
}

/** Shown on the line of its name. */
function isLeaf(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((each) => typeof each !== 'object')
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0
}

const isCode = (text: string) => /^(sha256:)?[0-9a-f]{24,}$/.test(text)
const known: Readonly<Record<string, string | undefined>> = en.ledger.saysNames
const spoken = (name: string) => known[name] ?? name.replaceAll(/([A-Z])/g, ' $1').toLowerCase()
