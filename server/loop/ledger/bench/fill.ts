import { createHash } from 'node:crypto'
import type { Signer } from '#server/ports/signer.ts'
import { append } from '../append.ts'
import type { AppendContext, EntryDraft } from '../draft.ts'
import { connect, overClient } from '../sequencer/connection.ts'

/** How a throw-away ledger is made large. */
export interface Filling {
  entries: number
  /** What the first entry of every tenth made-up change came out of. */
  through: { name: string; sha256: string }
  /** A connection of the application's role. */
  url: string
  signer: Signer
}

/** Entries of one made-up change, each out of the one before. */
const length = 20
const joinedEvery = 10
const connections = 4

/** Writes signed entries of made-up changes; the sequencer puts them into the tree as any others. */
export async function fillLedger({ entries, through, url, signer }: Filling): Promise<void> {
  const actor = { kind: 'system', ref: 'bench' } as const
  const context: AppendContext = { signer, actor, occurredAt: new Date(), clockOffsetMs: 0, practice: false }
  const clients = await Promise.all(Array.from({ length: connections }, () => connect(url)))
  let written = 0
  const one = async (client: (typeof clients)[number]) => {
    const ledger = overClient(client)
    while (written < entries) await append(ledger, draftOf(written++, through), context)
  }
  try {
    await Promise.all(clients.map(one))
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

const digestOf = (number: number) => createHash('sha256').update(`bench ${number}`).digest('hex')

function draftOf(number: number, through: Filling['through']): EntryDraft {
  const change = Math.floor(number / length)
  const first = number % length === 0
  const joined = change % joinedEvery === 0 ? [through] : []
  return {
    kind: 'change',
    changeId: `chg_bench_${change}`,
    runId: null,
    riskTier: 'low',
    subjects: [{ name: `bench ${number}`, sha256: digestOf(number) }],
    materials: first ? joined : [{ name: `bench ${number - 1}`, sha256: digestOf(number - 1) }],
    predicate: { event: 'bench.step', from: 'judging', to: 'judging', reason: null, details: {} },
  }
}
