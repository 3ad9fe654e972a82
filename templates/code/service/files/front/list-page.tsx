import { useEffect, useState } from 'react'
import { type ListState, loadMore, nothingYet, type Shown } from './records.ts'

export interface Column {
  field: string
  label: string
  kind: 'text' | 'number' | 'boolean' | 'date' | 'timestamp'
}

interface ListPageProps {
  title: string
  path: string
  columns: readonly Column[]
}

/** One entity's records, a page at a time, as its list gives them. */
export function ListPage({ title, path, columns }: ListPageProps) {
  const [state, setState] = useState(nothingYet)
  useEffect(() => {
    loadMore(path, nothingYet).then(setState)
  }, [path])
  const more = async () => {
    if (state.status === 'loading') return
    setState({ ...state, status: 'loading' })
    setState(await loadMore(path, state))
  }
  return (
    <section aria-labelledby="title">
      <h1 id="title">{title}</h1>
      <div className="frame">
        <RecordTable columns={columns} items={state.items} />
        <p className="note" role="status" hidden={note(state) === ''}>
          {note(state)}
        </p>
      </div>
      {state.next !== null || state.status === 'failed' ? (
        <button type="button" aria-disabled={state.status === 'loading'} onClick={more}>
          {state.status === 'failed' ? 'Try again' : 'Show more'}
        </button>
      ) : null}
    </section>
  )
}

/** What the page says besides its records: nothing when they speak for themselves. */
export function note(state: ListState): string {
  if (state.status === 'loading') return 'Loading…'
  if (state.status === 'failed') return 'The records could not be loaded. What you see is still right.'
  return state.items.length === 0 ? 'Nothing has been recorded yet.' : ''
}

export function RecordTable({ columns, items }: { columns: readonly Column[]; items: readonly Shown[] }) {
  return (
    <table>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.field} scope="col" data-kind={column.kind}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={String(item.id)}>
            {columns.map((column) => (
              <td key={column.field} data-kind={column.kind}>
                {show(item[column.field], column.kind)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A value as a person reads it; a missing one is a dash. */
export function show(value: Shown[string] | undefined, kind: Column['kind']): string {
  if (value === null || value === undefined) return '–'
  if (kind === 'boolean') return value ? 'Yes' : 'No'
  if (kind === 'timestamp') return new Date(String(value)).toLocaleString()
  return String(value)
}
