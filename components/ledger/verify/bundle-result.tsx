'use client'
import Link from 'next/link'
import * as en from '#components/messages/en.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { BundleVerdict } from '#server/loop/ledger/proof/index.ts'
import type { BundleState } from './use-bundle-check.ts'

const words = en.ledger

/** What was proved and what was not; or the entry that fails. */
export function BundleResult({ state, onAgain }: { state: BundleState; onAgain: (file: File) => void }) {
  if (state.step === 'none') return null
  const { name } = state.file
  if (state.step === 'checking') return <p className="text-muted">{words.verifyChecking(name)}</p>
  const again = <Button onClick={() => onAgain(state.file)}>{words.verifyAgain}</Button>
  if (state.step === 'refused') {
    return (
      <Notice tone="warn" title={words.verifyBad(name)} actions={again}>
        {state.why}
      </Notice>
    )
  }
  const { verdict } = state
  return (
    <div className="grid gap-5">
      <Notice
        tone={verdict.ok ? 'good' : 'bad'}
        title={verdict.ok ? words.verifyGood(name) : words.verifyBad(name)}
        actions={again}
      >
        {verdict.ok ? verdict.changeId : words.verifyBadWhy}
        <span className="block">{state.pinned ? words.verifyPinned : words.verifyOwn}</span>
      </Notice>
      {verdict.faults.length > 0 && (
        <Panel title={words.verifyBroken}>
          <Sentences of={verdict.faults.map(({ where, what }) => `${where}: ${what}`)} tone="bad" />
        </Panel>
      )}
      {verdict.ok && <Shown verdict={verdict} />}
    </div>
  )
}

function Shown({ verdict }: { verdict: BundleVerdict }) {
  return (
    <>
      <Panel title={words.verifyProved}>
        <Sentences of={verdict.proved} tone="good" />
      </Panel>
      <Panel title={words.verifyNotProved}>
        <Sentences of={verdict.notProved} tone="warn" />
      </Panel>
      <Panel title={words.verifyEntries} flush>
        <ol className="grid text-small sm:grid-cols-2">
          {verdict.entries.map(({ entryId, kind, index }) => (
            <li key={entryId}>
              <Link href={`/ledger/${entryId}`} className="flex gap-3 px-5 py-1.5 hover:bg-sunken">
                <code className="w-16 text-muted">{words.number(index)}</code>
                <code>{kind}</code>
              </Link>
            </li>
          ))}
        </ol>
      </Panel>
    </>
  )
}

function Sentences({ of, tone }: { of: readonly string[]; tone: string }) {
  return (
    <ul data-tone={tone} className="grid gap-2">
      {of.map((sentence) => (
        <li key={sentence} className="border-l-2 border-(--tone) pl-3 wrap-anywhere">
          {sentence}
        </li>
      ))}
    </ul>
  )
}
