'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { ReactNode } from 'react'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Notice } from '#components/ui/notice.tsx'

const words = en.approvals

/** A decision that the server has recorded. */
export interface RecordedDecision {
  requestId: string
  role: string
  title: string
}

/** Said once the ledger has it: what was decided about, and the entry that holds it. */
export function Recorded(props: { decision: RecordedDecision; actions?: ReactNode; className?: string }) {
  const { requestId, role, title } = props.decision
  const { data: record } = useQuery(useTRPC().approvals.record.queryOptions({ requestId }))
  const entry = record?.decisions.findLast((decision) => decision.role === role)
  return (
    <div role="status" className={props.className}>
      <Notice tone="good" actions={props.actions}>
        <span className="text-ink">{words.recorded}</span> {title}{' '}
        {entry && (
          <Link href={`/ledger/${entry.entryId}`} className="text-ink underline underline-offset-4">
            {words.recordedAs(entry.entryId.slice(0, 8))}
          </Link>
        )}
      </Notice>
    </div>
  )
}
