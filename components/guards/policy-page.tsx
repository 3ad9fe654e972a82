'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { NoneMatch } from '#components/ui/filter-links.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Page } from '#components/ui/page.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { SearchBox } from '#components/ui/search-box.tsx'
import type { PolicyInForce, PolicyRule } from '#server/loop/guards/vocabulary.ts'
import { packages } from '#server/policy/vocabulary.ts'
import { findRules } from './find-rules.ts'
import { RuleRows } from './rule-rows.tsx'

const words = en.policies

/** The policy that decides now, rule by rule; which rules are shown is said by the address. */
export function PolicyPage({ typed }: { typed: string | null }) {
  const { data: policy } = useSuspenseQuery(useTRPC().policies.active.queryOptions({}))
  const found = findRules(policy.rules, typed)
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={<ButtonLink href="/policies/decisions">{words.decisions}</ButtonLink>}
    >
      <div className="grid grid-cols-1 gap-5">
        <InForce policy={policy} />
        <SearchBox id="find-rule" path="/policies" label={words.find} hint={words.findHint} typed={typed} />
        {typed && (
          <p role="status" className="text-small text-muted">
            {words.matching(found.length, policy.rules.length)}
          </p>
        )}
        {found.length === 0 && (
          <section aria-label={words.title} className="rounded-panel border border-line bg-surface">
            <NoneMatch total={policy.rules.length} path="/policies" />
          </section>
        )}
        {packages.map((name) => (
          <Package key={name} name={name} rules={found.filter((rule) => rule.package === name)} />
        ))}
      </div>
    </Page>
  )
}

function Package({ name, rules }: { name: PolicyRule['package']; rules: readonly PolicyRule[] }) {
  if (rules.length === 0) return null
  return (
    <Panel
      id={name}
      title={words.packages[name].name}
      intro={words.packages[name].what}
      aside={<span className="text-small text-muted">{words.rulesCount(rules.length)}</span>}
      flush
    >
      <RuleRows rules={rules} />
    </Panel>
  )
}

function InForce({ policy: { digest, rules, tests } }: { policy: PolicyInForce }) {
  return (
    <Panel title={words.inForce}>
      <Facts
        of={[
          [
            words.digest,
            <span key="digest">
              <Digest value={digest} /> <span className="text-small text-muted">{words.digestWhy}</span>
            </span>,
          ],
          [
            words.packs,
            packages
              .map((name) => {
                const count = rules.filter((rule) => rule.package === name).length
                return words.packOf(words.packages[name].name, count)
              })
              .join(' · '),
          ],
          [words.ownTests, tests ? <OwnTests key="tests" tests={tests} /> : words.testsNone],
        ]}
      />
    </Panel>
  )
}

function OwnTests({ tests }: { tests: NonNullable<PolicyInForce['tests']> }) {
  return (
    <span data-tone={tests.failed > 0 ? 'bad' : 'good'} className="tone-text">
      {words.testsPassed(tests.passed)}, {words.testsFailed(tests.failed)},{' '}
      <span className="text-muted">
        <Moment at={tests.at} />
      </span>
    </span>
  )
}
