'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { versionOf } from '#components/autonomy/rollout/deployment-rows.tsx'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { takenBackOf } from './taken-back.ts'

const words = en.approvals

/** Where this came from, and which versions of the same service had to be taken back. */
export function EarlierHere({ changeId, service }: { changeId: string; service: string }) {
  const { data } = useSuspenseQuery(useTRPC().rollouts.list.queryOptions(takenBackOf(service)))
  const { rollouts, counts } = data
  const total = counts.find((each) => each.service === service && each.state === 'rolledBack')?.count ?? 0
  return (
    <Panel title={words.earlier} aside={<ButtonLink href={`/lineage/${changeId}`}>{en.changes.lineage}</ButtonLink>}>
      {total === 0 && <p className="text-muted">{words.neverTakenBack(service)}</p>}
      {total > 0 && <p>{words.takenBack(total, service)}</p>}
      <ul className="mt-2 grid gap-1.5 text-small empty:hidden">
        {rollouts.map(({ id, title, artifactDigest, finishedAt, createdAt }) => (
          <li key={id}>
            <Link href={`/deployments/${id}`} className="underline decoration-line-strong underline-offset-4">
              {title}
            </Link>{' '}
            <span className="text-muted">
              <code>{versionOf(artifactDigest)}</code>, <Moment at={finishedAt ?? createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
