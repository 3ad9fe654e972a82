import type { ReactNode } from 'react'
import * as en from '#components/messages/en.ts'
import { inOrder, nameOf, said } from './said.ts'

/** A statement as names and values in words: all of it. Its exact letters are under the raw JSON. */
export function Says({ value }: { value: Record<string, unknown> }) {
  const named = inOrder(Object.entries(value).filter(([, each]) => each !== null))
  if (named.length === 0) return <p className="text-muted">{en.ledger.saysNothing}</p>
  return (
    <dl className="grid gap-y-2 text-body">
      {named.map(([name, each]) => (
        <div key={name} className={isLeaf(each) ? 'grid gap-x-6 sm:grid-cols-[12rem_1fr]' : ''}>
          <dt className="text-small text-muted sm:pt-0.5">{nameOf(name)}</dt>
          <dd className={isLeaf(each) ? 'min-w-0 break-words' : 'mt-1 min-w-0 border-l-2 border-line pl-4'}>
            <Value field={name} value={each} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Value({ field, value }: { field: string; value: unknown }): ReactNode {
  if (Array.isArray(value)) return value.length > 0 ? <SaysList field={field} values={value} /> : en.entryFields.none
  if (typeof value === 'object' && value !== null) return <Says value={value as Record<string, unknown>} />
  const { text, code } = said(field, value)
  return code ? <code className="break-all">{text}</code> : text
}

function SaysList({ field, values }: { field: string; values: readonly unknown[] }) {
  return (
    <ul className="grid gap-1.5">
      {values.map((each, at) => (
        // Items of a signed list never move, so their place names them.
        <li key={at} className={isLeaf(each) ? '' : 'border-t border-line pt-1.5 first:border-t-0 first:pt-0'}>
          <Value field={field} value={each} />
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
