import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, vi } from 'vitest'
import { addPerson, createToken, type ReadPermission } from '#server/identity/index.ts'
import type { Role } from '#server/identity/vocabulary.ts'
import { append } from '#server/loop/ledger/append.ts'
import { endIndex, useIndexOf } from '#server/loop/ledger/graph/csr/ask-index.ts'
import { keepUpGraph } from '#server/loop/ledger/graph/index.ts'
import { madeFrom } from '#server/loop/ledger/graph/testing/drafts.ts'
import { contextOf, intentDraft } from '#server/loop/ledger/testing/drafts.ts'
import { sequencing } from '#server/loop/ledger/testing/sequencing.ts'
import { connect, useDatabase } from '#server/platform/db/index.ts'
import { type Ports, wire } from '#server/ports/wired.ts'
import { testDatabase } from '#server/testing/database.ts'
import { person, system } from '#server/testing/instance.ts'
import { testSigner } from '#server/testing/keys.ts'
import { ensureWired } from '../../instance.ts'
import { answerGraphql } from '../index.ts'

/** A ledger of a few entries, one of them another tenant's, and those who ask it. For a test file of its own. */

const { urls, administrator } = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'graphql-'))
const signer = testSigner(join(scratch, 'keys'))
const app = connect(urls.app)
useDatabase(app)
ensureWired()
wire({ signer, keyEncryption: contextOf(signer).keys } as unknown as Ports)
useIndexOf(urls.app)
export const raw = new pg.Client({ connectionString: administrator })
await raw.connect()
afterAll(async () => {
  endIndex()
  await raw.end()
  await app.$disconnect()
  rmSync(scratch, { recursive: true })
})

export const ids: string[] = []
export let auditor: string
export let foreign: string

export async function personWith(...roles: Role[]) {
  const { personId, code } = await addPerson(system('setup'), { displayName: 'Someone', email: null, roles })
  return { actor: person(personId, ...roles), code }
}

export async function tokenFor(
  scopes: ReadPermission[],
  ...roles: Role[]
): Promise<{ token: string; tokenId: string }> {
  const { actor } = await personWith(...roles)
  return await createToken(actor, { name: 'test', scopes })
}

beforeAll(async () => {
  const drafts = [
    madeFrom(['ore'], ['iron'], { changeId: 'change_mine' }),
    madeFrom(['iron', 'coal'], ['steel']),
    madeFrom(['steel'], ['ship']),
    intentDraft('change_mine', 'person_one', 'dig here'),
  ]
  await app.$transaction(async (tx) => {
    for (const draft of drafts) ids.push((await append(tx, draft, contextOf(signer))).entryId)
    const other = { ...contextOf(signer), tenant: 'another' }
    foreign = (await append(tx, madeFrom(['secret'], ['plan']), other)).entryId
  })
  auditor = (await tokenFor(['ledger.read', 'ledger.disclose'], 'auditor')).token
  await sequencing({ url: urls.sequencer, signer }, async () => {
    await vi.waitFor(async () => expect((await raw.query('select from ledger.pending')).rowCount).toBe(0), 20_000)
  })
  await keepUpGraph()
}, 60_000)

interface Answer {
  status: number
  text: string
  data: ReturnType<typeof JSON.parse>
  errors: { message: string; extensions: { code: string; reason: string } }[]
}

const address = 'http://portal.example/api/graphql'

export async function sent(body: string, headers: Record<string, string> = {}): Promise<Answer> {
  const all = { 'content-type': 'application/json', ...headers }
  const response = await answerGraphql(new Request(address, { method: 'POST', body, headers: all }))
  const text = await response.text()
  const { data, errors = [] } = JSON.parse(text)
  return { status: response.status, text, data, errors }
}

export const ask = (query: string, variables: object = {}, token = auditor) =>
  sent(JSON.stringify({ query, variables }), { authorization: `Bearer ${token}` })

/** Typed, with a sentence, and nothing of ours in it. */
export function refused({ errors, text }: Answer, code: string, reason?: string): void {
  expect(errors.length, text).toBeGreaterThan(0)
  for (const { message, extensions } of errors) {
    expect(extensions).toMatchObject(reason ? { code, reason } : { code })
    expect(message.length).toBeGreaterThan(10)
  }
  expect(text).not.toMatch(/node_modules|\.ts:\d|select |ledger\.event|lineage\.|prisma|stack/i)
}
