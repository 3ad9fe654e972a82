'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { ShieldCheck } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { FilterLinks, NoneMatch } from '#components/ui/filter-links.tsx'
import { Page } from '#components/ui/page.tsx'
import { IncidentRows } from './incident-rows.tsx'

const words = en.incidents
const path = '/incidents'

/** Every incident, newest first; which ones is said by the address. */
export function IncidentList({ asked }: { asked: { state: string | null } }) {
  const { data } = useSuspenseQuery(useTRPC().incidents.list.queryOptions(asked))
  const { incidents, counts } = data
  const countOf = (state: string) => counts.find((each) => each.state === state)?.count ?? 0
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  const matching = asked.state === null ? total : countOf(asked.state)
  const options = Object.entries(words.states).map(([value, label]) => ({ value, label, count: countOf(value) }))
  return (
    <Page
      title={words.list}
      lead={words.listLead}
      actions={<ButtonLink href="/deployments">{en.deployments.list}</ButtonLink>}
    >
      {total > 0 && (
        <div className="mb-4">
          <FilterLinks label={words.state} path={path} name="state" asked={{ ...asked }} options={options} />
        </div>
      )}
      <section aria-label={words.list} className="rounded-panel border border-line bg-surface">
        {incidents.length > 0 && <IncidentRows incidents={incidents} />}
        {incidents.length === 0 && total > 0 && <NoneMatch total={total} path={path} />}
        {total === 0 && (
          <Empty icon={ShieldCheck} title={words.empty}>
            {words.emptyWhy}
          </Empty>
        )}
      </section>
      {matching > incidents.length && incidents.length > 0 && (
        <p className="mt-3 text-small text-muted">{words.newest(incidents.length)}</p>
      )}
    </Page>
  )
}
