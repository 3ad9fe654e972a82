import { expect, it, vi } from 'vitest'
import { append } from '#server/loop/ledger/append.ts'
import { readEntry } from '#server/loop/ledger/browse/index.ts'
import { auditLedger, exportBundle, ledgerHead, verifyBundle } from '#server/loop/ledger/index.ts'
import { contextOf, intentDraft } from '#server/loop/ledger/testing/drafts.ts'
import { sequencing } from '#server/loop/ledger/testing/sequencing.ts'
import type { KeyRing } from '#server/ports/key-ring.ts'
import { ports } from '#server/ports/wired.ts'
import { person, testInstance } from '#server/testing/instance.ts'
import { askErasure, confirmErasure } from './index.ts'

const { app, sequencerUrl } = await testInstance()
const signer = ports().signer as KeyRing
const sequence = () =>
  sequencing({ url: sequencerUrl, signer }, async () => {
    await vi.waitFor(async () => expect((await ledgerHead(app))?.waiting).toBe(0), 20_000)
  })

it('after an erasure old bundles, new bundles, entries and the audit hold as before', async () => {
  await app.person.create({ data: { id: 'person_gone', displayName: 'Someone' } })
  const context = { ...contextOf(signer), keys: ports().keyEncryption }
  const { entryId } = await append(app, intentDraft('change_gone', 'person_gone', 'their words'), context)
  await sequence()
  const before = await exportBundle(app, 'change_gone', signer)
  const asked = await askErasure(person('person_legal', 'legal'), { personId: 'person_gone', ground: 'objection' })
  await confirmErasure(person('person_admin', 'admin'), asked)
  await sequence()
  const after = await exportBundle(app, 'change_gone', signer)
  expect(await verifyBundle(before.bytes)).toMatchObject({ ok: true, faults: [] })
  expect(await verifyBundle(after.bytes)).toMatchObject({ ok: true, faults: [] })
  expect(await auditLedger(app)).toMatchObject({ ok: true, faults: [] })
  expect(await readEntry(person('person_auditor', 'auditor'), { entryId })).toMatchObject({
    line: { kind: 'intent', damaged: false },
  })
}, 60_000)
