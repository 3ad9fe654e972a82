import { roleLabels } from '#server/identity/vocabulary.ts'
import { rollbackCauses } from '#server/loop/autonomy/rollout/vocabulary.ts'
import { duration } from '../time.ts'
import { approvals } from './approvals.ts'
import { changes } from './changes.ts'
import { halt } from './halt.ts'
import { intents } from './intents.ts'
import { rollout } from './rollout.ts'

type Fact = string | number | boolean
type Told = (fact: Fact) => string | null

const among = (names: Readonly<Record<string, string>>) => (fact: Fact) => names[String(fact)] ?? String(fact)
const counted =
  (one: string, more: string): Told =>
  (count) =>
    count === 1 ? one : `${Number(count).toLocaleString('en')} ${more}`
const named =
  (what: string): Told =>
  (fact) =>
    `${what} ${fact}`
const whenTrue =
  (text: string): Told =>
  (fact) =>
    fact === true ? text : null
/** What the sentence of the act says already. */
const said: Told = () => null

/** What ended a step that nothing was judged on needs no words: the sentence of the act says it. */
const judgements: Readonly<Record<string, string | undefined>> = rollbackCauses

function shareOf(weight: Fact): string {
  if (weight === 0) return 'no live traffic'
  return rollout.weight(`${Number(weight) / 100} %`)
}

const megabyte = 1_000_000
const clearances = (): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(halt.clearances).map(([kind, { name }]) => [kind, name]))

/**
 * What came with an act, fact by fact and in the order it is told, as a person would say it; null where that says nothing new.
 * No one's words are among them. A function, so that a page that tells of no act carries none.
 */
export const actFacts = (): Readonly<Record<string, Told>> => ({
  allow: (allowed) => (allowed ? 'allowed' : 'denied'),
  findings: (count) => (count === 0 ? 'no findings' : counted('one finding', 'findings')(count)),
  missing: (count) =>
    count === 0 ? null : counted('one piece of evidence missing', 'pieces of evidence missing')(count),
  weight: shareOf,
  tier: (tier) => changes.tierLabel(among(changes.tiers)(tier)),
  kind: said,
  shape: among(intents.shapes),
  understoodInMs: (ms) => `understood in ${duration(Number(ms))}`,
  humanMade: whenTrue('written by a person'),
  commit: named('commit'),
  branch: named('on branch'),
  tag: (tag) => (tag === 'null' ? null : `tagged ${tag}`),
  files: counted('one file', 'files'),
  author: named('by'),
  options: counted('one option', 'options'),
  reviewed: whenTrue('people review it'),
  option: named('option'),
  revision: named('revision'),
  added: counted('one part added', 'parts added'),
  removed: counted('one part removed', 'parts removed'),
  changed: counted('one part changed', 'parts changed'),
  rules: counted('one rule looked', 'rules looked'),
  purpose: among(approvals.asks),
  digest: named('evidence'),
  roles: (roles) => `asked: ${String(roles).split(' ').map(among(roleLabels)).join(', ')}`,
  role: (role) => approvals.asRole(among(roleLabels)(role)),
  decision: said,
  automatic: said,
  complete: (complete) => (complete ? 'everyone asked has signed' : 'others have still to sign'),
  artifact: named('artifact'),
  bytes: (bytes) => `${(Number(bytes) / megabyte).toLocaleString('en', { maximumFractionDigits: 1 })} MB`,
  step: said,
  stage: among({ sandbox: 'in the sandbox', change: 'the commit', deployment: 'the deployment' }),
  restored: said,
  baseMoved: whenTrue('the branch it was built upon has moved on'),
  unchanged: whenTrue('nothing in it differs from what runs'),
  revert: (commit) => `restored by commit ${commit}`,
  scope: (scope) => (scope === 'global' ? 'everything' : named('service')(scope)),
  service: named('service'),
  source: (source) => `by way of ${among(halt.vias)(source)}`,
  serviceKnown: (known) => (known ? null : 'no service has that name'),
  clearance: among(clearances()),
  resumed: said,
  withdrawn: said,
  incident: named('incident'),
  closed: said,
  hold: named('hold'),
  lifted: said,
  removal: named('request'),
  erased: said,
  entries: counted('one entry', 'entries'),
  shard: named('shard'),
  size: said,
  retried: said,
  resolved: said,
  byMs: (ms) => `by ${duration(Number(ms))}`,
  judged: (judged) => judgements[String(judged)] ?? null,
  cause: among(rollbackCauses),
  reason: String,
})
