import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { getPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SandboxCommand } from '#server/ports/sandbox.ts'
import { commandLines, survivors } from '#server/testing/command-lines.ts'
import { bubblewrapSandbox, SandboxFailed } from './bubblewrap.ts'

const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
const sandbox = bubblewrapSandbox({ runtimeFolder: join(folder, 'runtime') })
const forever = new AbortController().signal

beforeAll(() => {
  chmodSync(folder, 0o755)
  mkdirSync(join(folder, 'writable'))
  mkdirSync(join(folder, 'readonly'))
  writeFileSync(join(folder, 'readonly', 'given.txt'), 'given')
  writeFileSync(join(folder, 'secret.txt'), 'not for the sandbox')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function command(argv: SandboxCommand['argv'], change: Partial<SandboxCommand> = {}): SandboxCommand {
  return {
    argv,
    workingFolder: '/work',
    binds: [
      { source: join(folder, 'writable'), target: '/work', writable: true },
      { source: join(folder, 'readonly'), target: '/given', writable: false },
    ],
    environment: {},
    timeoutMs: 20_000,
    memoryMb: 256,
    outputLimitBytes: 100_000,
    ...change,
  }
}

const sh = (text: string, change?: Partial<SandboxCommand>) =>
  sandbox.run(command(['/bin/sh', '-c', text], change), forever)
const node = (text: string, change?: Partial<SandboxCommand>) =>
  sandbox.run(command(['node', '-e', text], change), forever)

/** Runs the expression inside and gives back its JSON value. */
async function evaluate(expression: string, change?: Partial<SandboxCommand>): Promise<unknown> {
  const result = await node(`Promise.resolve(${expression}).then(v => console.log(JSON.stringify(v)))`, change)
  expect(result.stderr).toBe('')
  return JSON.parse(result.stdout)
}

/** Of this run alone: another run on the same machine may have the same test under way. */
const sleeper = `sleep ${3_000_000 + process.pid}`

describe('a sandbox', () => {
  it('says that it works here', async () => expect(await sandbox.status()).toMatchObject({ available: true }))

  it('runs this Node, gives back exit code and both outputs', async () => {
    const result = await node('console.log(process.version); console.error("err"); process.exit(3)')
    expect(result).toMatchObject({ outcome: 'exited', exitCode: 3, stdout: `${process.version}\n`, stderr: 'err\n' })
  })

  it('gives way to what serves people', async () =>
    expect((await sh('nice')).stdout).toBe(`${Math.min(19, getPriority() + 10)}\n`))

  it('sees named folders only, and writes only where it may', async () => {
    const result = await sh(
      'cat /given/given.txt; echo made >/work/made.txt; echo x >/given/x; echo x >/usr/x; echo x >/x; echo x >/etc/x',
    )
    expect(result.stdout).toBe('given')
    expect(result.stderr.match(/Read-only file system|Permission denied/g)).toHaveLength(4)
    expect(readFileSync(join(folder, 'writable', 'made.txt'), 'utf8')).toBe('made\n')
  })

  it('cannot read the machine: accounts, homes, this repository, neighbours of its own folder', async () => {
    const targets = [
      '/root',
      '/home',
      '/var',
      process.cwd(),
      join(folder, 'secret.txt'),
      '/sys',
      '/proc/1/root/root',
      '/work/../secret.txt',
    ]
    const read = `${JSON.stringify(targets)}.filter(p => { try { const fs = require('fs'); return fs.statSync(p).isFile() || fs.readdirSync(p).length > 0 } catch { return false } })`
    expect(await evaluate(read)).toEqual([])
    const passwd = await sh('cat /etc/passwd')
    expect(passwd.stdout.trim().split('\n')).toEqual(['nobody:x:65534:65534:nobody:/tmp:/bin/sh'])
  })

  it('is given a folder below one that only its owner may enter, without opening that one', async () => {
    const closed = join(folder, "root's closed home")
    mkdirSync(join(closed, 'data', 'deep'), { recursive: true })
    chmodSync(closed, 0o700)
    const binds = [
      { source: join(closed, 'data'), target: '/data', writable: true },
      { source: join(folder, 'readonly', 'given.txt'), target: '/one.txt', writable: false },
    ]
    expect((await sh('cat /one.txt; ls /data; echo x >/data/deep/x', { binds, workingFolder: '/data' })).stdout).toBe(
      'givendeep\n',
    )
    expect(readFileSync(join(closed, 'data', 'deep', 'x'), 'utf8')).toBe('x\n')
    expect(statSync(closed).mode & 0o777).toBe(0o700)
  })

  it('follows no link out of its folders', async () => {
    const link = `ln -sf ${join(folder, 'secret.txt')} /work/link; cat /work/link`
    expect(await sh(link)).toMatchObject({ exitCode: 1, stdout: '' })
  })

  it('gets no variable of this process', async () => {
    process.env.SANDBOX_TEST_SECRET = 'leak'
    const names = await evaluate('Object.keys(process.env)', { environment: { GIVEN: 'yes' } })
    expect(names).toEqual(expect.arrayContaining(['GIVEN', 'HOME', 'PATH']))
    const result = await sh('cat /proc/*/environ | tr "\\0" "\\n"; cat /proc/*/cmdline')
    expect(result.stdout).not.toContain('leak')
  })

  it('keeps its variables out of the process list of the machine', async () => {
    const waits: SandboxCommand['argv'] = ['node', '-e', 'setInterval(() => {}, 1000)']
    const running = sandbox.spawn(command(waits, { environment: { PASSWORD: 'hush-4711' } }))
    await sleep(300)
    const seen = commandLines().join('\n')
    expect(seen).toContain('--args 3')
    expect(seen).not.toContain('hush-4711')
    await running.stop(100)
  })

  it('sees no process but its own and holds no capability, inside or outside', async () => {
    const result = await sh(
      'ls -d /proc/[0-9]* | wc -l; id -u; grep -E "CapEff|CapBnd|NoNewPrivs" /proc/self/status; touch /work/owner',
    )
    const [processes, uid, ...status] = result.stdout.trim().split('\n')
    expect(Number(processes)).toBeLessThanOrEqual(5)
    expect(uid).toBe('65534')
    expect(status.map((line) => line.split('\t')[1])).toEqual(['0000000000000000', '0000000000000000', '1'])
    if (process.getuid?.() === 0) expect(statSync(join(folder, 'writable', 'owner')).uid).toBe(64123)
  })

  it('cannot open a namespace of its own', async () => {
    expect((await sh('unshare --user --map-root-user true')).exitCode).not.toBe(0)
  })

  it('reaches no network, not even this machine', async () => {
    const server = createServer((socket) => socket.end('reached')).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    const attempt = (host: string, target: number) =>
      `new Promise(r => { const s = require('net').connect(${target}, '${host}'); s.on('data', () => r('reached')); s.on('error', e => r(e.code)); setTimeout(() => r('silent'), 1500).unref() })`
    expect(await evaluate(attempt('127.0.0.1', port))).toBe('ECONNREFUSED')
    expect(await evaluate(attempt('192.0.2.1', 80))).toBe('ENETUNREACH')
    server.close()
  })

  it('ends a fork bomb', async () => {
    const result = await sh('bomb() { bomb | bomb & }; bomb; sleep 30', { timeoutMs: 1500 })
    // Out of time, of memory, or of processes to make: whichever limit it meets first.
    expect(result.exitCode).not.toBe(0)
    expect(await survivors('bomb()')).toEqual([])
  })

  it('ends a program that takes too much memory, and this process lives', async () => {
    const result = await node('const a = []; for (;;) a.push(Buffer.alloc(1 << 20, 1))', { memoryMb: 128 })
    expect(result.outcome).toBe('outOfMemory')
    const filesystem = await sh('head -c 400m /dev/zero >/tmp/big', { memoryMb: 128 })
    expect(filesystem.outcome === 'outOfMemory' || filesystem.exitCode !== 0).toBe(true)
  })

  it('cuts a flood of output', async () => {
    const result = await sh('yes', { outputLimitBytes: 5000 })
    expect(result.outcome).toBe('outputTooLarge')
    expect(result.stdout).toHaveLength(5000)
  })

  it('ends everything at the timeout, also what left its session', async () => {
    const result = await sh(`setsid ${sleeper} & nohup ${sleeper} & ${sleeper}`, { timeoutMs: 500 })
    expect(result).toMatchObject({ outcome: 'timedOut', exitCode: null })
    expect(await survivors(sleeper)).toEqual([])
  })

  it('ends at once when aborted, also before it began', async () => {
    const stop = new AbortController()
    const started = Date.now()
    const running = sandbox.run(command(['sleep', '60']), stop.signal)
    setTimeout(() => stop.abort(), 200)
    expect((await running).outcome).toBe('aborted')
    expect((await sandbox.run(command(['sleep', '60']), AbortSignal.abort())).outcome).toBe('aborted')
    expect(Date.now() - started).toBeLessThan(10_000)
  })

  it('reports a program that does not exist as a failure of the program', async () => {
    expect((await sandbox.run(command(['/nowhere']), forever)).exitCode).toBe(127)
  })

  it('throws, and runs nothing, when the sandbox cannot be built', async () => {
    const binds = [{ source: join(folder, 'absent'), target: '/absent', writable: false }]
    await expect(sh('touch /work/ran', { binds, workingFolder: '/' })).rejects.toBeInstanceOf(SandboxFailed)
  })
})

describe('a service in a sandbox', () => {
  const program = (onTerm: string) =>
    `process.on('SIGTERM', () => { ${onTerm} }); console.error('up'); setInterval(() => {}, 1000)`

  it('is told to end and may finish', async () => {
    const running = sandbox.spawn(
      command(['node', '-e', program("require('fs').writeFileSync('/work/bye', 'bye'); process.exit(7)")]),
    )
    await sleep(600)
    await running.stop(10_000)
    expect(await running.exited).toMatchObject({ exitCode: 7, stderrTail: 'up\n' })
    expect(readFileSync(join(folder, 'writable', 'bye'), 'utf8')).toBe('bye')
  })

  it('is killed after the grace when it will not', async () => {
    const running = sandbox.spawn(command(['node', '-e', program('')]))
    await sleep(600)
    await running.stop(300)
    expect((await running.exited).signal).toBe('SIGKILL')
  })

  it('dies with the process that started it', async () => {
    const parent = `
      import { bubblewrapSandbox } from '#server/adapters/sandbox/bubblewrap.ts'
      const s = bubblewrapSandbox({ runtimeFolder: ${JSON.stringify(join(folder, 'runtime'))} })
      s.spawn({ argv: ['sleep', '${4_000_000 + process.pid}'], workingFolder: '/tmp', binds: [], environment: {}, timeoutMs: 0, memoryMb: 64, outputLimitBytes: 1000 })
      setTimeout(() => process.kill(process.pid, 'SIGKILL'), 500)
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', parent], { stdio: 'inherit' })
    await once(child, 'close')
    expect(await survivors(`sleep ${4_000_000 + process.pid}`)).toEqual([])
  })
})
