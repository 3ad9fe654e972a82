'use client'
import { Inbox as InboxIcon } from 'lucide-react'
import { memo, useEffect, useRef, useState } from 'react'
import * as en from '#components/messages/en.ts'
import { useBusinessNow } from '#components/shell/business-moment.tsx'
import { Button } from '#components/ui/button.tsx'
import { Empty } from '#components/ui/empty.tsx'
import type { RequestView } from '#server/loop/autonomy/approvals/vocabulary.ts'
import { dueGroups } from './due-groups.ts'
import type { ShownView } from './inbox-address.ts'
import { InboxRow } from './inbox-row.tsx'
import { minuteMs } from './request-rows.tsx'
import type { InboxRows } from './use-inbox.ts'
import type { Selection } from './use-selection.ts'

const words = en.approvals

/** The rows of a view, below how long there is to answer them; a further page is fetched when its end comes into sight. */
export function InboxList({ view, list, selection }: { view: ShownView; list: InboxRows; selection: Selection }) {
  if (list.rows.length === 0)
    return (
      <div className="rounded-panel border border-line bg-surface">
        <Empty icon={InboxIcon} title={words.viewEmpty[view].title}>
          {words.viewEmpty[view].why}
        </Empty>
      </div>
    )
  return (
    <section
      aria-label={words.viewNames[view]}
      className="min-h-0 overflow-hidden rounded-panel border border-line bg-surface min-[1100px]:overflow-y-auto"
    >
      {view === 'done' ? (
        <Rows view={view} rows={list.rows} selection={selection} />
      ) : (
        <Groups view={view} rows={list.rows} selection={selection} />
      )}
      {list.hasMore && <More list={list} />}
    </section>
  )
}

interface RowsProps {
  view: ShownView
  rows: readonly RequestView[]
  selection: Selection
}

function Groups({ rows, ...rest }: RowsProps) {
  return dueGroups(rows, useBusinessNow(minuteMs)).map(({ urgency, rows: due }) => (
    <div key={urgency} className="border-t border-line first:border-t-0">
      <h2 className="sticky top-0 z-10 bg-surface px-4 pt-2.5 pb-1 text-small font-medium text-muted">
        {words.urgencies[urgency]}
      </h2>
      <Rows rows={due} {...rest} />
    </div>
  ))
}

const Row = memo(InboxRow)

function Rows({ view, rows, selection }: RowsProps) {
  const select = useLatest(selection.select)
  return (
    <ul>
      {rows.map((request) => (
        <Row key={request.id} request={request} view={view} selected={request.id === selection.id} onSelect={select} />
      ))}
    </ul>
  )
}

/** One function for as long as the list is shown, so that moving the selection draws two rows anew and no others. */
function useLatest(act: (id: string) => void): (id: string) => void {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  const [steady] = useState(() => (id: string) => latest.current(id))
  return steady
}

function More({ list }: { list: InboxRows }) {
  const end = useRef<HTMLDivElement>(null)
  const { more } = list
  useEffect(() => {
    const seen = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && more())
    if (end.current) seen.observe(end.current)
    return () => seen.disconnect()
  })
  return (
    <div ref={end} className="border-t border-line p-2 text-center">
      <Button look="quiet" onClick={more} disabled={list.fetching}>
        {list.fetching ? en.ui.fetching : words.more}
      </Button>
    </div>
  )
}
