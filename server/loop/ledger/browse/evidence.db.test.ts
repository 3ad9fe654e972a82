import { mkdtempSync, rmSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { keptEvidence } from '#server/adapters/evidence/files.ts'
import { sha256 } from '#server/platform/digest.ts'
import { ports } from '#server/ports/wired.ts'
import { person, sha, testInstance } from '#server/testing/instance.ts'
import { append } from '../append.ts'
import type { EntryDraft } from '../draft.ts'
import { entry } from '../read.ts'
import { contextOf } from '../testing/drafts.ts'
import { samples } from '../testing/samples/index.ts'
import { envelopeLimit } from '../vocabulary.ts'
import { openEvidence } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'evidence-'))
afterAll(() => rmSync(folder, { recursive: true }))
const { app, entries } = await testInstance({ evidence: keptEvidence(folder) })
const auditor = person('prs_auditor', 'auditor')

const written = async (draft: EntryDraft) =>
  await app.$transaction((tx) => append(tx, { ...draft, changeId: null }, contextOf(ports().signer)))

const checkOf = (reportSha256: string | null): EntryDraft => ({
  ...samples.check,
  predicate: {
    ...samples.check.predicate,
    dominion_check: { ...samples.check.predicate.dominion_check, reportSha256 },
  },
})

const componentsOf = (content: string): EntryDraft => ({
  ...samples.components,
  predicate: {
    ...samples.components.predicate,
    externalReferences: [{ type: 'bom', url: `urn:sha256:${content}`, hashes: [{ alg: 'SHA-256', content }] }],
  },
})

/** A megabyte of what a test run may say. */
const output = Buffer.from('ok 1 - lists vessels by date\n'.repeat(37_000)).subarray(0, 1_048_576)

describe('evidence that is larger than an entry', () => {
  it('does not fit into one, and nothing is written', async () => {
    const before = await entries('check')
    const passedTests = Array.from({ length: 5_000 }, (_, at) => `lists vessels by date ${at}`)
    const whole = { ...samples.check, predicate: { ...samples.check.predicate, passedTests } }
    await expect(written(whole)).rejects.toThrow(/over the limit of 61440; name large evidence by digest/)
    expect(await entries('check')).toBe(before)
  })

  it('is named by digest in a small one, and opens whole from there', async () => {
    const { entryId } = await written(checkOf(await ports().evidence.put(output)))
    const opened = await openEvidence(auditor, { entryId })
    expect(opened.bytes).toHaveLength(1_048_576)
    expect(sha256(opened.bytes)).toBe(sha256(output))
    expect(opened).toMatchObject({ fileName: `${sha256(output)}.txt`, type: 'text/plain; charset=utf-8' })
    const sealed = await entry(app, entryId)
    expect(JSON.stringify(sealed?.predicate)).toContain(sha256(opened.bytes))
    expect(JSON.stringify(sealed).length).toBeLessThan(envelopeLimit / 10)
  })

  it('is a list of components with its own type', async () => {
    const bom = Buffer.from(JSON.stringify({ bomFormat: 'CycloneDX', components: output.toString() }))
    const { entryId } = await written(componentsOf(await ports().evidence.put(bom)))
    const { bytes, type } = await openEvidence(auditor, { entryId })
    expect(Buffer.from(bytes)).toEqual(bom)
    expect(type).toContain('cyclonedx')
  })

  it('is refused once a byte of it was changed', async () => {
    const digest = await ports().evidence.put(Buffer.from('what was sealed'))
    const { entryId } = await written(checkOf(digest))
    await appendFile(join(folder, digest), '!')
    await expect(openEvidence(auditor, { entryId })).rejects.toMatchObject({ code: 'refused', reason: 'tampered' })
  })

  it.each([
    ['nothing is kept under its digest', () => written(checkOf(sha('never kept'))), 'unknown'],
    ['it names none', () => written(checkOf(null)), 'unknown'],
    ['its kind has none', () => written(samples.clock), 'unknown'],
  ])('is not found where %s', async (_, write, reason) => {
    const { entryId } = await write()
    await expect(openEvidence(auditor, { entryId })).rejects.toMatchObject({ code: 'notFound', reason })
  })

  it('is not found for an id that is none', async () => {
    for (const entryId of ['', 'none', '../../etc/passwd', '01900000-0000-7000-8000-000000000009'])
      await expect(openEvidence(auditor, { entryId })).rejects.toMatchObject({ code: 'notFound' })
  })

  it('is for whoever may read the ledger', async () => {
    const { entryId } = await written(checkOf(await ports().evidence.put(output)))
    await expect(openEvidence(person('prs_nobody'), { entryId })).rejects.toMatchObject({ code: 'forbidden' })
  })
})
