'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import * as en from '#components/messages/en.ts'
import { duration } from '#components/messages/time.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Page } from '#components/ui/page.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { KeysPanel } from './keys-panel.tsx'

const words = en.status

/** Processes tell of themselves without anything happening, so this page reads them anew this often. */
const refreshMs = 2_000

/** What runs, how far the ledger has come, which versions, and what is not there. */
export function Status() {
  const { data } = useSuspenseQuery({ ...useTRPC().status.read.queryOptions({}), refetchInterval: refreshMs })
  const { keys, ledger, processes, standing, lastProvider, versions } = data
  return (
    <Page title={words.title} lead={words.lead}>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Panel title={words.processes} intro={words.processesWhy}>
          {processes.length === 0 ? (
            <p className="text-muted">{words.noProcesses}</p>
          ) : (
            <Facts
              of={processes.map((each) => [
                `${each.kind} · ${each.pid}`,
                <Process key={each.process} seenAt={each.seenAt} work={each.runningWork} />,
              ])}
            />
          )}
        </Panel>
        <Panel title={words.ledger}>
          <Facts
            of={[
              [words.entries, ledger.entries],
              [words.pending, ledger.pending],
              [words.inTree, ledger.head ? ledger.entries - ledger.pending : words.noHead],
              [words.head, ledger.head && <Digest key="root" value={ledger.head.root} length={20} />],
              [words.shard, ledger.head && words.shardHolds(ledger.head.shard, ledger.head.size)],
              [words.signedAt, ledger.head && <Moment key="signed" at={ledger.head.signedAt} />],
            ]}
          />
        </Panel>
        <div className="min-w-0 lg:col-span-2">
          <KeysPanel now={keys} />
        </div>
        <Panel title={words.versions}>
          <Facts
            of={[
              ...versions,
              [
                words.model,
                lastProvider
                  ? (words.models[lastProvider as keyof typeof words.models] ?? lastProvider)
                  : words.modelNone,
              ],
              [
                words.clock,
                standing.clock.movable ? words.clockMovable(duration(standing.clock.offsetMs)) : words.clockReal,
              ],
              [words.edge, standing.edgeAddress],
            ]}
          />
          <p className="mt-4 text-small text-muted">{words.health}</p>
        </Panel>
        <Panel title={words.absent} intro={words.absentWhy}>
          <dl className="grid gap-3">
            {words.absentList.map(([name, why]) => (
              <div key={name}>
                <dt className="font-medium">{name}</dt>
                <dd className="text-small text-muted">{why}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      </div>
    </Page>
  )
}

function Process({ seenAt, work }: { seenAt: Date; work: number }) {
  return (
    <>
      {words.heard} <Moment at={seenAt} />, {words.workCount(work)}
    </>
  )
}
