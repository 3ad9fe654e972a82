'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Scale } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { DownloadLink } from '#components/ui/download-link.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { addressOf, FilterLinks, NoneMatch } from '#components/ui/filter-links.tsx'
import { Page } from '#components/ui/page.tsx'
import { DecisionRows } from './decision-rows.tsx'

const words = en.policies
const path = '/policies/decisions'

type Asked = Record<'decision' | 'tier' | 'service' | 'rule', string | null>

/** What policy decided, newest first; which decisions is said by the address. */
export function DecisionList({ asked }: { asked: Asked }) {
  const { data } = useSuspenseQuery(useTRPC().policies.decisions.queryOptions(asked))
  const { decisions, matching, total, services } = data
  return (
    <Page
      title={words.decisions}
      lead={words.decisionsLead}
      actions={
        <>
          {matching > 0 && (
            <DownloadLink href={addressOf('/api/csv/decisions', asked)}>{en.ui.downloadCsv}</DownloadLink>
          )}
          <ButtonLink href="/policies">{words.rules}</ButtonLink>
        </>
      }
    >
      {total > 0 && <Filters asked={asked} services={services} />}
      <section aria-label={words.decisions} className="rounded-panel border border-line bg-surface">
        {decisions.length > 0 && <DecisionRows decisions={decisions} />}
        {decisions.length === 0 && total > 0 && <NoneMatch total={total} path={path} />}
        {total === 0 && (
          <Empty icon={Scale} title={words.empty}>
            {words.emptyWhy}
          </Empty>
        )}
      </section>
      {matching > decisions.length && (
        <p className="mt-3 text-small text-muted">{words.newest(decisions.length, matching)}</p>
      )}
    </Page>
  )
}

const verdicts = [
  { value: 'allow', label: words.allow },
  { value: 'deny', label: words.deny },
]
const tiers = Object.entries(en.changes.tiers).map(([value, label]) => ({ value, label }))

function Filters({ asked, services }: { asked: Asked; services: readonly string[] }) {
  const offered = services.map((service) => ({ value: service, label: service }))
  const { rule } = asked
  return (
    <div className="mb-4 grid gap-2">
      <FilterLinks label={words.filterDecision} path={path} name="decision" asked={asked} options={verdicts} />
      <FilterLinks label={words.filterTier} path={path} name="tier" asked={asked} options={tiers} />
      {offered.length > 1 && (
        <FilterLinks label={words.filterService} path={path} name="service" asked={asked} options={offered} />
      )}
      {rule && (
        <FilterLinks
          label={words.filterRule}
          path={path}
          name="rule"
          asked={asked}
          options={[{ value: rule, label: rule }]}
        />
      )}
    </div>
  )
}
