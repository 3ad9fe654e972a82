import { describe, expect, expectTypeOf, it } from 'vitest'
import type { Permission, ReadPermission } from '#server/identity/permissions.ts'
import type { Actor } from '#server/identity/vocabulary.ts'
import { Failure, type FailureCode } from '#server/platform/errors.ts'
import { sendable, sentFailure } from './failures.ts'
import { mutation, query, type Read, router, type Write } from './trpc.ts'

const verb = <P extends string>(permission: P, run: () => Promise<string>) =>
  Object.assign((_actor: Actor, _input: { id: string }) => run(), { permission })

describe('what the caller gets of a failure', () => {
  it.each<[FailureCode, string]>([
    ['invalidInput', 'BAD_REQUEST'],
    ['notSignedIn', 'UNAUTHORIZED'],
    ['forbidden', 'FORBIDDEN'],
    ['notFound', 'NOT_FOUND'],
    ['refused', 'UNPROCESSABLE_CONTENT'],
    ['conflict', 'CONFLICT'],
    ['halted', 'PRECONDITION_FAILED'],
    ['unavailable', 'SERVICE_UNAVAILABLE'],
  ])('%s is %s, with its sentence', (code, expected) => {
    const sent = sendable(new Failure(code, 'why', 'What a person reads.'))
    expect(sent.code).toBe(expected)
    expect(sentFailure(sent)).toMatchObject({ code, reason: 'why', sentence: 'What a person reads.' })
  })

  it('a refusal because the evidence moved is a conflict', () => {
    expect(sendable(new Failure('refused', 'changedSinceYouLooked', '…')).code).toBe('CONFLICT')
  })

  it('a fault of ours is told without its text', () => {
    const sent = sendable(new Error('password of the database is hunter2'))
    expect(sent.code).toBe('SERVICE_UNAVAILABLE')
    expect(JSON.stringify(sentFailure(sent))).not.toContain('hunter2')
  })
})

describe('the routers', () => {
  const reading = verb<ReadPermission>('change.read', async () => 'read')
  const acting = verb<Permission>('approval.sign', async () => {
    throw new Failure('refused', 'ownWork', 'You asked for this.')
  })
  const routes = router({ read: query(reading), act: mutation(acting) })
  const actor = { kind: 'person', id: 'person_1', roles: ['lead'], practice: true, sessionId: 's' } as const

  it('carry permitted verbs as queries and governed ones as mutations, and nothing else, by type', () => {
    const plain = async (_actor: Actor, _input: { id: string }) => 'read'
    expectTypeOf(reading).toExtend<Read<{ id: string }, string>>()
    expectTypeOf(acting).toExtend<Write<{ id: string }, string>>()
    expectTypeOf(acting).not.toExtend<Read<{ id: string }, string>>()
    expectTypeOf(reading).not.toExtend<Write<{ id: string }, string>>()
    expectTypeOf(plain).not.toExtend<Read<{ id: string }, string>>()
    expectTypeOf(plain).not.toExtend<Write<{ id: string }, string>>()
  })

  it('let nobody in without a session', async () => {
    await expect(routes.createCaller({ actor: null }).read({ id: 'x' })).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    await expect(routes.createCaller({ actor }).read({ id: 'x' })).resolves.toBe('read')
  })

  it('pass a verb’s refusal on', async () => {
    await expect(routes.createCaller({ actor }).act({ id: 'x' })).rejects.toMatchObject({
      code: 'UNPROCESSABLE_CONTENT',
      message: 'You asked for this.',
    })
  })
})
