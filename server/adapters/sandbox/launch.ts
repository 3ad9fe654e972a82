import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { sandboxAccount } from '#server/platform/sandbox-account.ts'
import type { SandboxCommand } from '#server/ports/sandbox.ts'
import { bubblewrapOptions, type Runtime } from './arguments.ts'
import { type ControlGroup, maximumTasks, openControlGroup } from './cgroup.ts'
import { watchMemory } from './memory-watch.ts'
import { quote, type Staging, stageSources } from './staging.ts'

/** Largest single file a sandbox may write. */
const maximumFileBytes = 1024 * 2 ** 20

/** V8 reserves half a gigabyte for code in every process and every worker thread, and never fills it. Eight of them fit. */
const codeRangesMb = 8 * 640

/** All that the programs which build a sandbox get to know of this process's variables. */
export const searchPath = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } as unknown as NodeJS.ProcessEnv

export interface Launched {
  child: ChildProcess
  stdout: Readable
  stderr: Readable
  /** The kernel bounds its memory; else it is watched. */
  bounded: boolean
  /** Whether it ended for taking too much memory. */
  outOfMemory(): boolean
  /** Call when it has ended. */
  dispose(): void
  /** What bubblewrap reported: its first process's id on the host and, after a run to the end, the exit code. */
  report: { childPid: number | null; exitCode: number | null }
  /** Ends everything inside at once. */
  kill(): void
}

/** Work on a change gives way to what serves people on the same machine. */
const nicenessOfWork = 10

/** Starts one sandbox; `work` runs to an end and gives way, a service does not. Options travel through a pipe, so that no password shows in the machine's process list. */
export function launch(command: SandboxCommand, runtime: Runtime, kind: 'work' | 'service'): Launched {
  const group = openControlGroup(command.memoryMb)
  const staging = stageSources([runtime.node, runtime.etc, ...command.binds.map((bind) => bind.source)])
  const child = spawn('/bin/sh', ['-c', script(command, group, staging, kind), 'sandbox', ...limited(command, group)], {
    env: searchPath,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
  })
  const report = { childPid: null, exitCode: null } as Launched['report']
  const [, stdout, stderr, options, status] = child.stdio as unknown as [null, Readable, Readable, Writable, Readable]
  options.on('error', () => {}) // The launcher ended before reading; its exit says why.
  options.end(
    bubblewrapOptions(command, runtime, { memoryFlags: group === null, place: staging.place })
      .map((option) => `${option}\0`)
      .join(''),
  )
  readReport(status, report)
  const kill = () => killAll(child, report)
  const watch = group || !child.pid ? null : watchMemory(child.pid, command.memoryMb, kill)
  const dispose = () => {
    watch?.stop()
    group?.dispose()
  }
  const outOfMemory = () => group?.outOfMemory() ?? watch?.outOfMemory() ?? false
  return { child, stdout, stderr, report, kill, bounded: group !== null, outOfMemory, dispose }
}

/** Enter the control groups, hand the writable folders over, give up root, become the sandbox. */
function script(
  command: SandboxCommand,
  group: ControlGroup | null,
  staging: Staging,
  kind: 'work' | 'service',
): string {
  const account = sandboxAccount()
  const writable = command.binds.filter((bind) => bind.writable).map((bind) => quote(bind.source))
  const steps = ['umask 022', ...(group?.entrances ?? []).map((file) => `echo $$ > ${quote(file)}`)]
  if (account && writable.length > 0) steps.push(`chown -RPh ${account.uid}:${account.gid} -- ${writable.join(' ')}`)
  const become = account
    ? `setpriv --reuid=${account.uid} --regid=${account.gid} --clear-groups --no-new-privs -- `
    : ''
  const giveWay = kind === 'work' ? `nice -n ${nicenessOfWork} ` : ''
  // Where the kernel shares the processor out by session, niceness counts between sessions only when said so.
  if (giveWay) steps.push(`{ echo ${nicenessOfWork} > /proc/$$/autogroup || :; } 2>/dev/null`)
  const last = [...staging.steps, `exec ${giveWay}${become}bwrap --args 3 --json-status-fd 4 -- "$@"`].join(' && ')
  if (staging.steps.length === 0) return [...steps, last].join(' && ')
  return [...steps, `exec unshare --mount --propagation private -- /bin/sh -c ${quote(last)} sandbox "$@"`].join(' && ')
}

/** Limits every sandbox has; where there is no control group, one on each process's memory too. */
function limited(command: SandboxCommand, group: ControlGroup | null): string[] {
  const limits = ['--core=0', `--fsize=${maximumFileBytes}`, `--nproc=${maximumTasks}`]
  if (!group) limits.push(`--data=${(command.memoryMb + codeRangesMb) * 2 ** 20}`)
  return ['/usr/bin/prlimit', ...limits, '--', ...command.argv]
}

function readReport(status: Readable, report: Launched['report']): void {
  let text = ''
  status.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    report.childPid = Number(/"child-pid":\s*(\d+)/.exec(text)?.[1] ?? Number.NaN) || null
    const code = /"exit-code":\s*(\d+)/.exec(text)?.[1]
    report.exitCode = code === undefined ? null : Number(code)
  })
}

function killAll(child: ChildProcess, report: Launched['report']): void {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) return
  // The first process of a pid namespace takes all others with it.
  for (const pid of [report.childPid, -child.pid]) {
    try {
      if (pid) process.kill(pid, 'SIGKILL')
    } catch {
      // Already gone.
    }
  }
}
