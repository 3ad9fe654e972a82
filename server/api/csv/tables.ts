import type { Actor } from '#server/identity/index.ts'
import { everyFound } from '#server/loop/autonomy/overview/index.ts'
import type { ChangeLine } from '#server/loop/change/index.ts'
import { everyDecision } from '#server/loop/guards/index.ts'
import type { DecisionLine } from '#server/loop/guards/vocabulary.ts'
import { everyEntry } from '#server/loop/ledger/browse/index.ts'
import type { EntryLine } from '#server/loop/ledger/browse/vocabulary.ts'
import { notFound } from '#server/platform/errors.ts'
import { type Columns, csv } from './format.ts'

/** The lists that people take away, with the filters their pages have. People stand in them by their pseudonymous ids. */

type Asked = (name: string) => string | null
type Parts = AsyncGenerator<string, void, undefined>

const entries: Columns<EntryLine> = {
  number: ({ index }) => index,
  entry: ({ entryId }) => entryId,
  kind: ({ kind }) => kind,
  occurred_at: ({ occurredAt }) => occurredAt,
  actor: ({ actor }) => actor,
  change: ({ changeId }) => changeId,
  tier: ({ riskTier }) => riskTier,
  practice: ({ practice }) => practice,
  scripted: ({ scripted }) => scripted,
  readable: ({ damaged }) => !damaged,
  leaf_sha256: ({ leafSha256 }) => leafSha256,
}

const decisions: Columns<DecisionLine> = {
  decision: ({ id }) => id,
  decided_at: ({ createdAt }) => createdAt,
  allowed: ({ allow }) => allow,
  stage: ({ stage }) => stage,
  findings: ({ findings }) => findings,
  missing_evidence: ({ missing }) => missing,
  service: ({ service }) => service,
  tier: ({ tier }) => tier,
  change: ({ changeId }) => changeId,
  title: ({ title }) => title,
  commit: ({ commit }) => commit,
  policy: ({ policyDigest }) => policyDigest,
}

const intents: Columns<ChangeLine> = {
  change: ({ id }) => id,
  title: ({ title }) => title,
  service: ({ service }) => service,
  kind: ({ kind }) => kind,
  tier: ({ tier }) => tier,
  state: ({ state }) => state,
  reason: ({ reason }) => reason,
  requester: ({ requesterId }) => requesterId,
  human_made: ({ humanMade }) => humanMade,
  practice: ({ practice }) => practice,
  asked_at: ({ createdAt }) => createdAt,
  moved_at: ({ updatedAt }) => updatedAt,
}

/** Spreadsheets read a file without this mark in the letters of their own country; people's words are in all of them. */
const utf8Mark = '\uFEFF'

async function* marked(parts: Parts): Parts {
  yield utf8Mark
  yield* parts
}

const tables: Readonly<Record<string, (actor: Actor, asked: Asked) => Promise<Parts>>> = {
  ledger: async (actor, asked) => csv(entries, await everyEntry(actor, { kind: asked('kind') })),
  decisions: async (actor, asked) => {
    const filter = { decision: asked('decision'), tier: asked('tier'), service: asked('service'), rule: asked('rule') }
    return marked(csv(decisions, await everyDecision(actor, filter)))
  },
  intents: async (actor, asked) => {
    const [q, standing, tier, service, by] = ['q', 'standing', 'tier', 'service', 'by'].map(asked)
    return marked(csv(intents, await everyFound(actor, { q, standing, tier, service, by })))
  },
}

/** One list as CSV, narrowed as its page's address would narrow it. @throws Failure `notFound`, and what the list's verb throws. */
export async function csvTable(actor: Actor, name: string, search: URLSearchParams): Promise<Parts> {
  const table = Object.hasOwn(tables, name) ? tables[name] : undefined
  if (!table) throw notFound('list')
  return await table(actor, (of) => search.get(of) || null)
}
