import { execFile } from 'node:child_process'
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { env, packageRoot } from '#server/platform/env.ts'
import { readSwitches } from '#server/platform/halt/switch.ts'
import { person, sha, testInstance } from '#server/testing/instance.ts'
import { clear, mergeJournal, resume } from './index.ts'
import { clearHalts } from './testing/clear-halts.ts'

const { app, raw } = await testInstance()
const council = person('prs_council', 'council')
const security = person('prs_security', 'security')
const folder = join(env().DOMINION_DATA, 'halt')
const forget = () => rmSync(folder, { recursive: true, force: true })
afterAll(forget)
beforeEach(async () => {
  forget()
  await clearHalts(raw)
})

const haltedScopes = async () => (await readSwitches(app)).filter(({ halted }) => halted).map(({ scope }) => scope)

describe('the break-glass journal', () => {
  const file = join(folder, 'journal.ndjson')
  const run = (...parameters: string[]) =>
    promisify(execFile)(process.execPath, [join(packageRoot, 'ops/killswitch/cli.mjs'), ...parameters], {
      env: { ...process.env, DOMINION_DATA: env().DOMINION_DATA },
    })
  const write = (text: string) => {
    mkdirSync(folder, { recursive: true })
    appendFileSync(file, text)
  }

  it('without a line changes nothing', async () => expect(await mergeJournal()).toBe(0))

  it('is merged once, each line by its scope, and acknowledged', async () => {
    await run('-Scope', 'Service', '-ServiceName', 'auth-service')
    await run('-Scope', 'Service', '-ServiceName', 'harbour', '-Reason', 'Security Incident')
    expect(await mergeJournal()).toBe(2)
    expect(await mergeJournal()).toBe(0)
    expect(await haltedScopes()).toEqual(['service:auth-service', 'service:harbour'])
    const halts = await app.halt.findMany({ orderBy: { scope: 'asc' } })
    expect(halts.map(({ reason, engagedBy, via }) => [reason, engagedBy, via])).toEqual([
      ['unspecified', 'owner:data-folder', 'journal'],
      ['Security Incident', 'owner:data-folder', 'journal'],
    ])
    const digests = readFileSync(file, 'utf8').trim().split('\n').map(sha)
    expect(readdirSync(join(folder, 'acknowledged')).toSorted()).toEqual(digests.toSorted())
  })

  it('halts once even when its acknowledgements are lost, and not again after people resumed', async () => {
    await run('-Scope', 'Global')
    await mergeJournal()
    const { id: haltId } = await app.halt.findFirstOrThrow()
    await clear(council, { haltId, kind: 'councilDirective', reference: 'CD-2026-11' })
    await clear(security, { haltId, kind: 'securityClearance', reference: 'SC-2026-4' })
    await resume(council, { haltId })
    rmSync(join(folder, 'acknowledged'), { recursive: true })
    await mergeJournal()
    expect([await haltedScopes(), await app.halt.count()]).toEqual([[], 1])
  })

  const line = (change: object) =>
    `${JSON.stringify({ id: 'x', at: new Date().toISOString(), service: 'harbour', reason: 'r', previous: '', ...change })}\n`

  it.each([
    ['is no JSON', 'halt everything please\n'],
    ['was cut off in the middle', line({}).slice(0, 40)],
    ['names a service that is no name', line({ service: '../etc' })],
    ['does not follow the one before', line({ previous: sha('another') })],
    ['lacks a field', line({ reason: undefined })],
  ])('halts everything when a line %s, and reads on', async (_, damaged) => {
    write(damaged)
    if (damaged.endsWith('\n')) write(line({ service: 'quay', previous: sha(damaged.trim()) }))
    await mergeJournal()
    expect(await haltedScopes()).toEqual(damaged.endsWith('\n') ? ['global', 'service:quay'] : ['global'])
  })

  it('takes a reason of any length', async () => {
    await run('-Scope', 'Service', '-ServiceName', 'harbour', '-Reason', 'x'.repeat(9_000))
    expect(await mergeJournal()).toBe(1)
    expect(await haltedScopes()).toEqual(['service:harbour'])
  })

  it('of many commands at once is whole: each is merged by its own scope', async () => {
    const names = Array.from({ length: 12 }, (_, i) => `service-${i}`)
    await Promise.all(names.map((name) => run('-Scope', 'Service', '-ServiceName', name)))
    expect(await mergeJournal()).toBe(names.length)
    expect(await haltedScopes()).toEqual(names.map((name) => `service:${name}`).toSorted())
  })
})
