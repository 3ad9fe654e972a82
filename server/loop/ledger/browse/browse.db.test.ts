import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { fileKeyEncryption } from '#server/adapters/key-encryption/files.ts'
import { connect, useDatabase } from '#server/platform/db/index.ts'
import { type Ports, wire } from '#server/ports/wired.ts'
import { testDatabase } from '#server/testing/database.ts'
import { person } from '#server/testing/instance.ts'
import { testSigner } from '#server/testing/keys.ts'
import { append } from '../append.ts'
import { toBase64, utf8 } from '../format/index.ts'
import { checkMaterial, verifyBundle } from '../proof/index.ts'
import { entriesOfChange } from '../read.ts'
import { latestEntries } from '../shown.ts'
import { approvalDraft, clockDraft, contextOf, evidenceDraft, intentDraft } from '../testing/drafts.ts'
import { sequencing } from '../testing/sequencing.ts'
import { everyEntry, exportEvidence, findEntries, listEntries, readEntry, readKey, readLineage } from './index.ts'
import { pageSize } from './numbers.ts'

const { urls, administrator } = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'browse-'))
const signer = testSigner(join(scratch, 'keys'))
const stranger = contextOf(testSigner(join(scratch, 'others')))
const app = connect(urls.app)
useDatabase(app)
const keyEncryption = fileKeyEncryption(join(scratch, 'encryption.key'))
wire({ keyEncryption, signer } as unknown as Ports)
afterAll(async () => {
  await app.$disconnect()
  rmSync(scratch, { recursive: true })
})

const change = 'change_browse'
let digest: string
const auditor = person('person_auditor', 'auditor')
const entryOf = async (kind: string) => {
  const [line] = (await listEntries(auditor, { kind })).entries
  if (!line) throw new Error(`there is no ${kind}`)
  return line
}

beforeAll(async () => {
  await app.$transaction(async (tx) => {
    const context = contextOf(signer)
    await append(tx, intentDraft(change, 'person_one', 'words'), context)
    const covered = (await entriesOfChange(tx, change)).map(({ entryId, kind, leafSha256 }) => ({
      entryId,
      kind,
      leafSha256,
    }))
    const evidence = evidenceDraft(change, covered)
    digest = evidence.subjects[0]?.sha256 as string
    await append(tx, evidence, context)
    await append(tx, approvalDraft(change, digest), context)
    for (let at = 0; at < pageSize; at++) await append(tx, clockDraft(), context)
  })
  await sequencing({ url: urls.sequencer, signer }, async () => {
    await vi.waitFor(async () => expect((await listEntries(auditor, {})).head?.waiting).toBe(0), 10_000)
  })
}, 30_000)

describe('the list', () => {
  it('goes through every entry once, newest first', async () => {
    const first = await listEntries(auditor, {})
    const rest = await listEntries(auditor, { before: first.older })
    const all = [...first.entries, ...rest.entries].map(({ position }) => position)
    expect(rest.older).toBeNull()
    expect(all).toEqual([...new Set(all)].toSorted((a, b) => b - a))
    expect(all).toHaveLength(first.head?.size ?? 0)
  })

  it.each([
    ['approval', 1],
    ['unheard-of', 0],
  ])('of kind %s has %i', async (kind, many) => {
    expect((await listEntries(auditor, { kind })).entries).toHaveLength(many)
  })

  it('is read whole, each entry once, or as many as are of a kind', async () => {
    const all: number[] = []
    for await (const batch of await everyEntry(auditor, {})) all.push(...batch.map(({ position }) => position))
    const { head } = await listEntries(auditor, {})
    expect(all).toEqual([...new Set(all)].toSorted((a, b) => b - a))
    expect(all).toHaveLength(head?.size ?? 0)
    for await (const batch of await everyEntry(auditor, { kind: 'approval' })) expect(batch).toHaveLength(1)
  })

  it('is for those who may read', async () => {
    await expect(listEntries(person('person_none'), {})).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('a name', () => {
  it('of an entry, or its own digest, finds that entry alone', async () => {
    const line = await entryOf('intent')
    for (const q of [line.entryId, ` sha256:${line.leafSha256} `]) {
      expect(await findEntries(auditor, { q })).toEqual({ entries: [line], changeId: null })
    }
  })

  it('that is a digest inside entries finds those that speak of it', async () => {
    const { entries } = await findEntries(auditor, { q: digest })
    expect(entries.map(({ kind }) => kind)).toEqual(['approval', 'evidence'])
  })

  it('of a change finds the change, and of nothing finds nothing', async () => {
    expect(await findEntries(auditor, { q: change })).toEqual({ entries: [], changeId: change })
    expect(await findEntries(auditor, { q: 'change_brow' })).toEqual({ entries: [], changeId: null })
  })
})

describe('one entry', () => {
  it('comes with all that a browser needs to check it', async () => {
    const { material, checkpointKey } = await readEntry(auditor, { entryId: (await entryOf('approval')).entryId })
    expect(checkpointKey).toBe((await readKey(auditor, {})).checkpointKey)
    expect(await checkMaterial(material, checkpointKey ?? '')).toEqual({
      passed: ['keys', 'signature', 'statement', 'head', 'inclusion', 'asked'],
      failed: null,
      witnessing: { held: [], listed: 0, grade: 'none', unchecked: [], postQuantum: 'none' },
    })
  })

  it('is not found by what is no id', async () => {
    await expect(readEntry(auditor, { entryId: 'x' })).rejects.toMatchObject({ code: 'notFound' })
  })

  it.each([
    ['another key', 'keys', async () => ({ key: (await foreignKey()) ?? '' })],
    ['an altered envelope', 'signature', async () => ({ envelope: await altered() })],
    ['a proof of another entry', 'inclusion', async () => ({ proof: (await other()).proof })],
    ['another entry than was asked for', 'asked', async () => ({ entryId: (await entryOf('evidence')).entryId })],
  ])('with %s fails at “%s”', async (_, check, change_) => {
    const { material, checkpointKey } = await readEntry(auditor, { entryId: (await entryOf('intent')).entryId })
    const { key = checkpointKey, ...changed }: { key?: string | null } & object = await change_()
    expect((await checkMaterial({ ...material, ...changed }, key ?? '')).failed).toMatchObject({ check })
  })
})

const other = async () => (await readEntry(auditor, { entryId: (await entryOf('evidence')).entryId })).material
const foreignKey = async () => (await readKey(auditor, {})).checkpointKey?.replace(/\+.*/, '+00000000+AAAA')
async function altered(): Promise<string> {
  const { envelope } = await other()
  return toBase64(utf8(atob(envelope).replace(/"sig":"(.)/, (_, first) => `"sig":"${first === 'A' ? 'B' : 'A'}`)))
}

describe('the lineage', () => {
  it('joins evidence to the entries it covers, and an approval to its evidence', async () => {
    const { entries, links } = await readLineage(auditor, { changeId: change })
    expect(entries.map(({ kind, seal }) => [kind, seal])).toEqual([
      ['intent', 'sealed'],
      ['evidence', 'sealed'],
      ['approval', 'sealed'],
    ])
    expect(links).toMatchObject([
      { from: entries[0]?.entryId, to: entries[1]?.entryId },
      { from: entries[1]?.entryId, to: entries[2]?.entryId },
    ])
  })

  it('shows a seal of a key that is not ours as broken, and one that waits as waiting', async () => {
    await app.$transaction(async (tx) => {
      await append(tx, clockDraft('change_broken'), contextOf(signer))
      await append(tx, clockDraft('change_broken'), stranger)
    })
    const { entries } = await readLineage(auditor, { changeId: 'change_broken' })
    expect(entries.map(({ seal, fault }) => [seal, fault])).toEqual([
      ['waiting', null],
      ['broken', 'signature'],
    ])
  })

  it('of nothing is not found', async () => {
    await expect(readLineage(auditor, { changeId: 'change_none' })).rejects.toMatchObject({ code: 'notFound' })
  })
})

describe('the evidence', () => {
  it('is exported by whoever may read, and verifies', async () => {
    const { bytes, fileName } = await exportEvidence(auditor, { changeId: change })
    expect(fileName).toBe(`evidence-${change}.tar.gz`)
    expect(await verifyBundle(bytes)).toMatchObject({ ok: true, changeId: change })
    await expect(exportEvidence(person('person_none'), { changeId: change })).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('Administrator'),
    })
  })

  it('of nothing is not found', async () => {
    await expect(exportEvidence(auditor, { changeId: 'change_none' })).rejects.toMatchObject({ code: 'notFound' })
  })
})

describe('an entry altered in the database', () => {
  const altered = 'change_altered'

  /** What no role of the program may do: one byte of an envelope, past every trigger. */
  async function flip(kind: string, from: string, to: string): Promise<void> {
    const raw = new pg.Client({ connectionString: administrator })
    await raw.connect()
    await raw.query('alter table ledger.event disable trigger refuse_change')
    await raw.query(
      `update ledger.event set envelope = convert_to(replace(convert_from(envelope, 'utf8'), $2, $3), 'utf8')
       where change_id = $1 and kind = $4`,
      [altered, from, to, kind],
    )
    await raw.query('alter table ledger.event enable always trigger refuse_change')
    await raw.end()
  }

  beforeAll(async () => {
    await app.$transaction(async (tx) => {
      await append(tx, intentDraft(altered, 'person_one', 'words'), contextOf(signer))
      await append(tx, clockDraft(altered), contextOf(signer))
      await append(tx, clockDraft(altered), contextOf(signer))
    })
    await sequencing({ url: urls.sequencer, signer }, async () => {
      await vi.waitFor(async () => expect((await listEntries(auditor, {})).head?.waiting).toBe(0), 10_000)
    })
    await flip('intent', '"payload":"e', '"payload":"f')
    await flip('clock', '"keyid":"', '"keyid":"0')
  }, 30_000)

  it('is shown, and why it does not hold; what is beside it stands', async () => {
    const { entries } = await readLineage(auditor, { changeId: altered })
    expect(entries.map(({ seal, fault, damaged }) => [seal, fault, damaged])).toEqual([
      ['broken', 'unreadable', true],
      ['broken', 'signature', false],
      ['broken', 'signature', false],
    ])
    const { line, predicate } = await readEntry(auditor, { entryId: entries[0]?.entryId ?? '' })
    expect([line.damaged, predicate]).toEqual([true, {}])
    expect((await listEntries(auditor, { kind: 'intent' })).entries.map(({ damaged }) => damaged)).toContain(true)
  })

  it('does not take down what every page reads of the newest entries', async () => {
    expect((await latestEntries(app)).filter(({ damaged }) => damaged)).toHaveLength(1)
  })

  it('is exported as it lies there, and the bundle is refused, naming it', async () => {
    const { bytes } = await exportEvidence(auditor, { changeId: altered })
    const { ok, faults } = await verifyBundle(bytes)
    const [first] = (await readLineage(auditor, { changeId: altered })).entries
    expect(ok).toBe(false)
    expect(faults.map(({ where }) => where).join()).toContain(first?.entryId)
  })
})
