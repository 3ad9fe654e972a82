'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Rocket } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { FilterLinks, NoneMatch } from '#components/ui/filter-links.tsx'
import { Page } from '#components/ui/page.tsx'
import type { RolloutList } from '#server/loop/autonomy/rollout/vocabulary.ts'
import { DeploymentRows } from './deployment-rows.tsx'

const words = en.deployments
const path = '/deployments'

interface Asked {
  state: string | null
  service: string | null
}

/** Every rollout, newest first; which ones is said by the address. */
export function DeploymentList({ asked }: { asked: Asked }) {
  const { data } = useSuspenseQuery(useTRPC().rollouts.list.queryOptions(asked))
  const { rollouts, counts } = data
  const total = sum(counts)
  const matching = sum(counts.filter((each) => matches(each, asked)))
  return (
    <Page
      title={words.list}
      lead={words.listLead}
      actions={<ButtonLink href="/incidents">{en.incidents.list}</ButtonLink>}
    >
      {total > 0 && <Filters asked={asked} counts={counts} />}
      <section aria-label={words.list} className="rounded-panel border border-line bg-surface">
        {rollouts.length > 0 && <DeploymentRows rollouts={rollouts} />}
        {rollouts.length === 0 && total > 0 && <NoneMatch total={total} path={path} />}
        {total === 0 && (
          <Empty icon={Rocket} title={words.empty} action={<NewIntent />}>
            {words.emptyWhy}
          </Empty>
        )}
      </section>
      {matching > rollouts.length && <p className="mt-3 text-small text-muted">{words.newest(rollouts.length)}</p>}
    </Page>
  )
}

function NewIntent() {
  return (
    <ButtonLink href="/intents/new" look="primary">
      {en.shell.newIntent}
    </ButtonLink>
  )
}

type Counts = RolloutList['counts']

const sum = (counts: Counts) => counts.reduce((total, { count }) => total + count, 0)

function matches({ state, service }: { state: string; service: string }, asked: Asked): boolean {
  return (asked.state ?? state) === state && (asked.service ?? service) === service
}

function Filters({ asked, counts }: { asked: Asked; counts: Counts }) {
  const services = [...new Set(counts.map(({ service }) => service))]
  return (
    <div className="mb-4 grid gap-2">
      <FilterLinks
        label={words.state}
        path={path}
        name="state"
        asked={{ ...asked }}
        options={stateOptions(asked, counts)}
      />
      {services.length > 1 && (
        <FilterLinks
          label={words.service}
          path={path}
          name="service"
          asked={{ ...asked }}
          options={services.map((service) => ({ value: service, label: service }))}
        />
      )}
    </div>
  )
}

/** Only states that there is something in, and the one that is asked for. */
function stateOptions(asked: Asked, counts: Counts) {
  return Object.entries(en.rollout.states)
    .map(([value, label]) => {
      const count = sum(counts.filter((each) => matches(each, { ...asked, state: value })))
      return { value, label, count }
    })
    .filter(({ value, count }) => count > 0 || value === asked.state)
}
