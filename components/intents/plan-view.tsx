'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Circle, CircleCheck, CircleDashed, CircleHelp, CirclePlus, CircleX } from 'lucide-react'
import { DesignOptions } from '#components/designs/design-options.tsx'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Tag } from '#components/ui/tag.tsx'
import type { ChangePlan, PlannedPromise } from '#server/loop/autonomy/overview/vocabulary.ts'

const words = en.intentViews

type Overview = Parameters<typeof DesignOptions>[0]['overview']

/** What the design promises, item by item against the newest judged commit; below it the designs themselves. */
export default function PlanView({ overview }: { overview: Overview }) {
  const { data: plan } = useSuspenseQuery(useTRPC().changes.plan.queryOptions({ changeId: overview.change.id }))
  return (
    <div className="grid gap-5">
      <Panel title={words.promises} intro={introOf(plan)}>
        <div className="grid gap-5">
          {plan.commit && (
            <p className="text-small text-muted">
              {words.comparedWith} <Digest value={plan.commit} />
            </p>
          )}
          {plan.promises && plan.promises.length > 0 && <Promises promises={plan.promises} />}
          <PlannedTests plan={plan} />
          <Files plan={plan} />
        </div>
      </Panel>
      <Panel title={en.intents.designs}>
        <DesignOptions overview={overview} />
      </Panel>
    </div>
  )
}

function introOf({ promises, commit }: ChangePlan): string {
  if (promises === null) return words.noDesign
  if (promises.length === 0) return words.promisesNothing
  return commit === null ? words.promisesOpen : words.promisesWhy
}

const looks = {
  kept: { tone: 'good', icon: CircleCheck },
  missing: { tone: 'bad', icon: CircleX },
  beyond: { tone: 'bad', icon: CirclePlus },
  open: { tone: 'quiet', icon: CircleDashed },
  unseen: { tone: 'warn', icon: CircleHelp },
} as const

function Promises({ promises }: { promises: readonly PlannedPromise[] }) {
  return (
    <ul aria-label={words.promises} className="grid">
      {promises.map(({ kind, name, state }) => (
        <li
          key={`${kind} ${name} ${state}`}
          className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-2 first:border-t-0"
        >
          <span className="w-28 shrink-0 text-small text-muted">{words.promiseKinds[kind]}</span>
          <code className="min-w-0 flex-1 basis-40 [overflow-wrap:anywhere]">{name}</code>
          <Tag {...looks[state]}>{words.promiseStates[state]}</Tag>
        </li>
      ))}
    </ul>
  )
}

function PlannedTests({ plan: { testPlan, tests } }: { plan: ChangePlan }) {
  if (testPlan.length === 0 && tests === null) return null
  return (
    <section aria-labelledby="planned-tests" className="grid gap-1.5">
      <h3 id="planned-tests" className="font-semibold">
        {en.intents.testPlan}
      </h3>
      <ul className="grid gap-1">
        {testPlan.map((line) => (
          <li key={line} className="flex gap-2">
            <Circle aria-hidden className="mt-1.5 size-2.5 shrink-0 text-faint" />
            {line}
          </li>
        ))}
      </ul>
      <p className="text-small text-muted">
        {tests ? words.testsRan(tests.passed, tests.failed, tests.linesCoveredPercent) : words.testsNotYet}
      </p>
    </section>
  )
}

function Files({ plan: { files } }: { plan: ChangePlan }) {
  if (!files || files.length === 0) return null
  const changes: Readonly<Record<string, string | undefined>> = en.intents.changes
  return (
    <section aria-labelledby="planned-files" className="grid gap-1.5">
      <h3 id="planned-files" className="font-semibold">
        {words.filesHeld(files.length)}
      </h3>
      <ul className="grid gap-0.5 text-small">
        {files.map(({ path, change }) => (
          <li key={path} className="flex flex-wrap gap-x-3">
            <code className="min-w-0 [overflow-wrap:anywhere]">{path}</code>
            <span className="text-muted">{changes[change] ?? change}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
