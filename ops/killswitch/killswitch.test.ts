import { execFile, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { packageRoot } from '#server/platform/env.ts'
import { parameters, readParameters } from './parameters.mjs'

let clone: string
let data: string

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'clone-'))
  data = join(clone, '.data')
  cpSync(join(packageRoot, 'ops/killswitch'), join(clone, 'ops/killswitch'), { recursive: true })
  cpSync(join(packageRoot, 'package.json'), join(clone, 'package.json'))
})
afterEach(() => rmSync(clone, { recursive: true, force: true }))

/** The machine's own Node where there is one, as a person who cloned this has it: not the one we run on. */
const path = ['/usr/local/bin', '/usr/bin', '/bin'].join(':')
const onMachine = spawnSync('node', ['--version'], { env: { NODE_ENV: 'test', PATH: path } }).status === 0
const environment: NodeJS.ProcessEnv = {
  NODE_ENV: 'test',
  PATH: onMachine ? path : `${join(process.execPath, '..')}:${path}`,
}

/** As a person types it into a shell, in the clone's folder. */
const type = (line: string, more: Record<string, string> = {}) =>
  spawnSync('sh', ['-c', line], { cwd: clone, env: { ...environment, ...more }, encoding: 'utf8' })

interface Line {
  service: string | null
  reason: string
  previous: string
}
const text = () => readFileSync(join(data, 'halt/journal.ndjson'), 'utf8')
const lines = () => text().trim().split('\n')
const journal = () => lines().map((line) => JSON.parse(line) as Line)
const sha = (line: string) => createHash('sha256').update(line).digest('hex')

describe('the two commands of ADR-001, as printed', () => {
  it('halt everything', () => {
    const { status, stdout, stderr } = type('./ops/killswitch/execute.ps1 -Scope Global -Reason "Security Incident"')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^All automation is halted \(reason: Security Incident\)\. Nothing is running/)
    expect(journal()).toMatchObject([{ service: null, reason: 'Security Incident', previous: '' }])
  })

  it('halt one service, known or not, for a reason that nobody gave', () => {
    const { status, stdout, stderr } = type('./ops/killswitch/execute.ps1 -Scope Service -ServiceName "auth-service"')
    expect(status).toBe(0)
    expect(stderr).toMatch(/^Warning: no service is called auth-service here/)
    expect(stdout).toContain('(reason: unspecified)')
    expect(journal()).toMatchObject([{ service: 'auth-service', reason: 'unspecified' }])
  })

  it('do not warn of a service that is known', () => {
    mkdirSync(join(data, 'workspaces/auth-service'), { recursive: true })
    const { stderr } = type('./ops/killswitch/execute.ps1 -Scope Service -ServiceName "auth-service"')
    expect(stderr).toBe('')
  })

  it('are one file that a shell and PowerShell both run, with the same parameters', () => {
    const script = readFileSync(join(clone, 'ops/killswitch/execute.ps1'), 'utf8')
    const block = /param\(([\s\S]*?)\n\)/.exec(script)?.[1] ?? ''
    expect([...block.matchAll(/\$(\w+),?$/gm)].map(([, name]) => name)).toEqual(parameters)
    for (const name of parameters) expect(script).toContain(`'-${name}', $${name}`)
    expect(/ValidateSet\((.*?)\)/.exec(block)?.[1]).toBe("'Global', 'Service'")
    expect(statSync(join(clone, 'ops/killswitch/execute.ps1')).mode & 0o111).toBe(0o111)
  })

  it('work from another folder, through a path with blanks, and where DOMINION_DATA says', () => {
    const elsewhere = join(clone, 'a folder')
    cpSync(join(clone, 'ops'), join(elsewhere, 'ops'), { recursive: true })
    const command = `cd / && "${join(elsewhere, 'ops/killswitch/execute.ps1')}" -Scope Global`
    expect(type(command).status).toBe(0)
    expect(existsSync(join(elsewhere, '.data/halt/journal.ndjson'))).toBe(true)
    expect(type(command, { DOMINION_DATA: data }).status).toBe(0)
    expect(type(command, { DOMINION_DATA: ' ' }).status).toBe(0)
    expect(lines()).toHaveLength(1)
    expect(readFileSync(join(elsewhere, '.data/halt/journal.ndjson'), 'utf8').trim().split('\n')).toHaveLength(2)
  })
})

describe('parameters', () => {
  it.each<[string, string[], { service: string | null; reason: string }]>([
    ['in any case and order', ['-reason', 'x', '--SCOPE', 'GLOBAL'], { service: null, reason: 'x' }],
    [
      'in PowerShell’s form with a colon',
      ['-Scope:Service', '-ServiceName:a', '-Reason:b:c'],
      { service: 'a', reason: 'b:c' },
    ],
    [
      'with a reason that is missing at the end',
      ['-Scope', 'Global', '-Reason'],
      { service: null, reason: 'unspecified' },
    ],
    [
      'with a reason that is missing in the middle',
      ['-Reason', '-Scope', 'Service', '-ServiceName', 'a'],
      { service: 'a', reason: 'unspecified' },
    ],
    ['with a reason of blanks', ['-Scope', 'Global', '-Reason', '  '], { service: null, reason: 'unspecified' }],
    ['with a reason that looks like a flag', ['-Scope', 'Global', '-Reason', '-v'], { service: null, reason: '-v' }],
    [
      'with a reason that would write on the terminal',
      ['-Scope', 'Global', '-Reason', 'a\u001b[2Jb\nc'],
      { service: null, reason: 'a [2Jb c' },
    ],
  ])('are read %s', (_, words, halt) => expect(readParameters(words)).toEqual(halt))

  it.each<[string, string[]]>([
    ['nothing', []],
    ['no scope', ['-Reason', 'x']],
    ['a scope that is none', ['-Scope', 'Local']],
    ['a scope without a value', ['-Scope']],
    ['a service without a name', ['-Scope', 'Service', '-Reason', 'x']],
    ['a path for a name', ['-Scope', 'Service', '-ServiceName', '../../etc']],
    ['a name with a line break', ['-Scope', 'Service', '-ServiceName', 'a\nb']],
    ['a name of 65 letters', ['-Scope', 'Service', '-ServiceName', 'a'.repeat(65)]],
    ['a word too many', ['-Scope', 'Global', 'now']],
    ['an unknown parameter', ['-Scope', 'Global', '-Force', 'yes']],
    ['a parameter every object has', ['-Scope', 'Global', '-constructor', 'x']],
    ['a parameter that would change objects', ['-Scope', 'Global', '-__proto__', 'x']],
  ])('with %s are refused', (_, words) => expect(() => readParameters(words)).toThrow())

  it('that are refused write nothing, say why and exit with 2', () => {
    const { status, stderr } = type('./ops/killswitch/execute.ps1 -Scope Service -ServiceName "; rm -rf /"')
    expect(status).toBe(2)
    expect(stderr).toBe('Not halted: -Scope Service needs -ServiceName: letters, digits, dots and dashes\n')
    expect(existsSync(data)).toBe(false)
  })

  it('reach the journal as they are, whatever a shell or JSON would make of them', () => {
    const reason = `"; $(touch broken) \\ 'é' {"service":"x"}`
    const { status } = spawnSync('./ops/killswitch/execute.ps1', ['-Scope', 'Global', '-Reason', reason], {
      cwd: clone,
      env: environment,
    })
    expect(status).toBe(0)
    expect(journal()).toMatchObject([{ service: null, reason }])
    expect(existsSync(join(clone, 'broken'))).toBe(false)
  })
})

describe('the journal', () => {
  const linked = () =>
    lines().every((_, at, all) => journal()[at]?.previous === (at === 0 ? '' : sha(all[at - 1] ?? '')))

  it('of many commands at once holds each, in one chain, and leaves no lock', async () => {
    const names = Array.from({ length: 15 }, (_, i) => `service-${i}`)
    const codes = await Promise.all(
      names.map(
        (name) =>
          new Promise<number | null>((resolve) => {
            const words = ['-Scope', 'Service', '-ServiceName', name]
            execFile(join(clone, 'ops/killswitch/execute.ps1'), words, { env: environment }).once('exit', resolve)
          }),
      ),
    )
    expect(codes).toEqual(names.map(() => 0))
    expect(new Set(journal().map(({ service }) => service))).toEqual(new Set(names))
    expect(lines()).toHaveLength(names.length)
    expect(linked()).toBe(true)
    expect(readdirSync(join(data, 'halt'))).toEqual(['journal.ndjson'])
  })

  it('is not held up for long by a lock that was left behind', () => {
    mkdirSync(join(data, 'halt'), { recursive: true })
    const lock = join(data, 'halt/journal.lock')
    writeFileSync(lock, 'left behind')
    utimesSync(lock, new Date(0), new Date(0))
    const from = performance.now()
    expect(type('./ops/killswitch/execute.ps1 -Scope Global').status).toBe(0)
    expect(performance.now() - from).toBeLessThan(15_000)
    expect(readdirSync(join(data, 'halt'))).toEqual(['journal.ndjson'])
  })

  it('goes on after a line that was cut off', () => {
    mkdirSync(join(data, 'halt'), { recursive: true })
    writeFileSync(join(data, 'halt/journal.ndjson'), '{"id":"cut')
    expect(type('./ops/killswitch/execute.ps1 -Scope Global').status).toBe(0)
    expect(lines()[0]).toBe('{"id":"cut')
    expect(JSON.parse(lines()[1] ?? '')).toMatchObject({ service: null, previous: sha('{"id":"cut') })
  })

  it('is readable by its owner only', () => {
    type('./ops/killswitch/execute.ps1 -Scope Global')
    expect(statSync(join(data, 'halt/journal.ndjson')).mode & 0o777).toBe(0o600)
  })

  it('belongs to whoever owns the clone, also when root wrote it', () => {
    const root = process.getuid?.() === 0
    if (root) spawnSync('chown', ['-R', '1234:1234', clone])
    type('./ops/killswitch/execute.ps1 -Scope Global')
    for (const made of ['.data', '.data/halt', '.data/halt/journal.ndjson'])
      expect(statSync(join(clone, made)).uid, made).toBe(root ? 1234 : process.getuid?.())
  })
})

describe('beside a running system', () => {
  const runs = (pid: string) => {
    mkdirSync(join(data, 'run'), { recursive: true })
    writeFileSync(join(data, 'run/supervisor.pid'), pid)
  }

  it.each(['', 'no number', '0', '-1', '999999999'])('a pid file that says %j means nothing runs', (pid) => {
    runs(pid)
    expect(type('./ops/killswitch/execute.ps1 -Scope Global').stdout).toContain('Nothing is running')
  })

  it('waits for its acknowledgement, and says so when none comes', () => {
    runs(String(process.pid))
    const { status, stdout, stderr } = type('./ops/killswitch/execute.ps1 -Scope Global')
    expect(status).toBe(0)
    expect(stdout).toContain('has not acknowledged it')
    expect(stderr).toContain('supervisor.pid')
  })

  it('says that it was acknowledged', async () => {
    runs(String(process.pid))
    const running = execFile(join(clone, 'ops/killswitch/execute.ps1'), ['-Scope', 'Global'], { env: environment })
    const said = new Promise<string>((resolve) => running.stdout?.on('data', (part) => resolve(String(part))))
    while (!existsSync(join(data, 'halt/journal.ndjson')) || !text().endsWith('\n'))
      await new Promise((resolve) => setTimeout(resolve, 20))
    mkdirSync(join(data, 'halt/acknowledged'))
    writeFileSync(join(data, 'halt/acknowledged', sha(lines()[0] ?? '')), '{}')
    expect(await said).toContain('has acknowledged it')
  })
})
