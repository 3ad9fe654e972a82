import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { engage } from '#server/loop/autonomy/killswitch/index.ts'
import { moveChange } from '#server/loop/change/index.ts'
import { changeEntry } from '#server/loop/ledger/index.ts'
import { addChange, addService, commit, person, system, testInstance } from '#server/testing/instance.ts'
import { governed, permitted } from './governed.ts'
import type { Permission } from './identity/index.ts'

const { app, entries } = await testInstance()
await addService(app, 'harbour')
await addService(app, 'quay')

const OfChange = z.object({ changeId: z.string() })
const worker = system('worker')

/** A verb that renames a change. */
const renaming = (permission: Permission) =>
  governed(permission, OfChange, async (act, { changeId }) => {
    const change = await act.tx.change.findUniqueOrThrow({ where: { id: changeId } })
    await moveChange(act.tx, change, { title: 'Renamed' })
    await act.emit('test.renamed', { changeId })
    return { result: change.version, entry: changeEntry(change, 'test.renamed'), seen: { renamed: true } }
  })

const titleOf = async (id: string) => (await app.change.findUniqueOrThrow({ where: { id } })).title
const told = (changeId: string) => app.outbox.count({ where: { payload: { path: ['changeId'], equals: changeId } } })

describe('an act', () => {
  it('writes its row, its event, its entry and its activity in one transaction', async () => {
    const { id } = await addChange(app)
    await renaming('build.record')(worker, { changeId: id })
    expect(await titleOf(id)).toBe('Renamed')
    expect(await told(id)).toBe(1)
    const [activity, ...more] = await app.activity.findMany({ where: { changeId: id } })
    expect(more).toEqual([])
    expect(activity).toMatchObject({
      event: 'build.record',
      stage: 'change',
      actorRef: 'system:worker',
      service: 'harbour',
    })
    expect(activity?.detail).toEqual({ renamed: true })
    const written = await app.$queryRaw<{ change_id: string; txid: bigint }[]>`
      SELECT change_id, xmin::text::bigint AS txid FROM ledger.event WHERE event_id = ${activity?.entryId}::uuid`
    expect(written).toEqual([{ change_id: id, txid: BigInt.asUintN(32, activity?.txid ?? 0n) }])
  })

  it('is undone whole when the ledger refuses its entry', async () => {
    const { id } = await addChange(app)
    const refused = governed('build.record', OfChange, async (act, { changeId }) => {
      const change = await act.tx.change.findUniqueOrThrow({ where: { id: changeId } })
      await moveChange(act.tx, change, { title: 'Renamed' })
      await act.emit('test.renamed', { changeId })
      await act.schedule({ key: 'undone', event: 'test.due', payload: {}, dueAt: new Date() })
      const good = changeEntry(change, 'test.renamed')
      const bad = { ...good, predicate: Object.assign({}, good.predicate, { name: 'Ada' }) } as typeof good
      return { result: null, entry: [good, bad] }
    })
    const before = await entries('change')
    await expect(refused(worker, { changeId: id })).rejects.toThrow('Unrecognized key')
    expect(await titleOf(id)).toBe('List the vessels')
    expect([await told(id), await app.timer.count(), await app.activity.count({ where: { changeId: id } })]).toEqual([
      0, 0, 0,
    ])
    expect(await entries('change')).toBe(before)
  })

  it('does not begin without the permission, nor with an input that cannot be read', async () => {
    const { id } = await addChange(app)
    const verb = renaming('build.record')
    await expect(verb(system('policy'), { changeId: id })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(verb(person('p', 'admin'), { changeId: id })).rejects.toMatchObject({ reason: 'notForPeople' })
    const wrong = verb(worker, { changeId: 7 } as unknown as { changeId: string })
    await expect(wrong).rejects.toMatchObject({ code: 'invalidInput', detail: { issues: [{ path: 'changeId' }] } })
    expect(await titleOf(id)).toBe('List the vessels')
  })

  it('that comes second for what must be unique is a conflict, and undone', async () => {
    const { id } = await addChange(app)
    const twice = governed('build.record', OfChange, async (act, { changeId }) => {
      const change = await act.tx.change.findUniqueOrThrow({ where: { id: changeId } })
      await act.tx.generationRun.create({
        data: { id: commit(changeId), changeId, number: 1, state: 'running', holder: 'h' },
      })
      return { result: null, entry: changeEntry(change, 'test.run') }
    })
    await twice(worker, { changeId: id })
    await expect(twice(worker, { changeId: id })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('reads only for who may', async () => {
    const read = permitted('change.read', z.object({}), async (from) => from.change.count())
    expect(await read(person('a', 'auditor'), {})).toBeGreaterThan(0)
    await expect(read(person('a'), {})).rejects.toMatchObject({ reason: 'missingRole' })
    await expect(read({ kind: 'agent', id: 'agt', forPerson: 'a' }, {})).rejects.toMatchObject({
      reason: 'agentsNever',
    })
    await expect(read({ kind: 'owner' }, {})).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('while a service is halted', () => {
  const halting = engage(person('on-call', 'onCall'), { service: 'quay', reason: 'smoke', source: 'page' })

  it.each<[string, Permission, 'quay' | 'harbour', boolean, boolean]>([
    ['generation', 'codegen.start', 'quay', false, false],
    ['generation for a person’s own commit', 'codegen.start', 'quay', true, false],
    ['generation for another service', 'codegen.start', 'harbour', false, true],
    ['judging what was generated', 'guard.judge', 'quay', false, false],
    ['judging a person’s own commit', 'guard.judge', 'quay', true, true],
    ['giving work back', 'codegen.abandon', 'quay', false, true],
  ])('%s (%s on %s, human-made %s) goes on: %s', async (_, permission, service, humanMade, goesOn) => {
    await halting
    const { id } = await addChange(app, { service, humanMade })
    const act = renaming(permission)(worker, { changeId: id })
    if (goesOn) await act
    else await expect(act).rejects.toMatchObject({ code: 'halted', detail: { scope: 'service:quay' } })
    expect(await titleOf(id)).toBe(goesOn ? 'Renamed' : 'List the vessels')
  })

  it('an act that names the service is covered as one that names the change', async () => {
    await halting
    const named = governed('codegen.start', z.object({ service: z.string() }), async () => {
      throw new Error('reached')
    })
    await expect(named(worker, { service: 'quay' })).rejects.toMatchObject({ code: 'halted' })
    await expect(named(worker, { service: 'harbour' })).rejects.toThrow('reached')
  })
})
