import type { Readable } from 'node:stream'
import { Interrupted } from '#server/ports/interrupted.ts'
import type { Sandbox, SandboxCommand, SandboxResult, SandboxStatus } from '#server/ports/sandbox.ts'
import type { Runtime } from './arguments.ts'
import { probe } from './availability.ts'
import { openControlGroup } from './cgroup.ts'
import { type Launched, launch } from './launch.ts'
import { prepareRuntime } from './runtime.ts'
import { superviseService } from './service.ts'

/** Bubblewrap could not build the sandbox: nothing of the command ran. */
export class SandboxFailed extends Error {
  override readonly name = 'SandboxFailed'
}

/**
 * Sandboxes of Linux namespaces: empty network, a root that holds `/usr`, Node and the named binds, a user that owns nothing.
 * `runtimeFolder` keeps the few files of `/etc` that every sandbox sees.
 */
export function bubblewrapSandbox(options: { runtimeFolder: string }): Sandbox {
  let runtime: Runtime | undefined
  const prepared = () => (runtime ??= prepareRuntime(options.runtimeFolder))
  let known: SandboxStatus | undefined
  const run = (command: SandboxCommand, signal: AbortSignal) =>
    runToEnd(launch(command, prepared(), 'work'), command, signal)
  return {
    isolation: 'bubblewrap',
    run,
    spawn: (command) => superviseService(launch(command, prepared(), 'service')),
    status: async () => {
      if (known?.available) return known
      const probed = await probe(run)
      known = probed.available ? { ...probed, reduced: reducedIsolation() } : probed
      return known
    },
  }
}

/** What this machine cannot give a sandbox, in words for the person who runs it; null when nothing is missing. */
function reducedIsolation(): string | null {
  if (process.getuid?.() !== 0)
    return 'Started by an ordinary user: sandboxes run as that user, and memory is watched, not limited by the kernel.'
  const group = openControlGroup(64)
  group?.dispose()
  return group ? null : 'No control groups can be made here: memory is watched, not limited by the kernel.'
}

async function runToEnd(launched: Launched, command: SandboxCommand, signal: AbortSignal): Promise<SandboxResult> {
  const started = performance.now()
  let cause: 'timedOut' | 'outputTooLarge' | 'aborted' | null = null
  const end = (why: NonNullable<typeof cause>) => {
    cause ??= why
    launched.kill()
  }
  const abort = () => end('aborted')
  const timer = setTimeout(() => end('timedOut'), command.timeoutMs)
  signal.addEventListener('abort', abort, { once: true })
  if (signal.aborted) abort()
  const budget = { left: command.outputLimitBytes }
  const stdout = collect(launched.stdout, budget, () => end('outputTooLarge'))
  const stderr = collect(launched.stderr, budget, () => end('outputTooLarge'))
  const failure = await closed(launched)
  clearTimeout(timer)
  signal.removeEventListener('abort', abort)
  const outOfMemory = launched.outOfMemory() || (!launched.bounded && heapExhausted(launched, stderr()))
  launched.dispose()
  const outcome = cause ?? (outOfMemory ? 'outOfMemory' : 'exited')
  const exitCode = outcome === 'exited' ? launched.report.exitCode : null
  const { signalCode } = launched.child
  if (outcome === 'exited' && exitCode === null && signalCode)
    throw new Interrupted(`The sandbox was ended from outside by ${signalCode}.`)
  if (outcome === 'exited' && exitCode === null)
    throw new SandboxFailed(failure ?? (stderr().trim() || 'no reason given'))
  return { outcome, exitCode, stdout: stdout(), stderr: stderr(), durationMs: performance.now() - started }
}

function closed({ child }: Launched): Promise<string | null> {
  return new Promise((resolve) => {
    let failure: string | null = null
    child.once('error', (error) => {
      failure = error.message
      if (!child.pid) resolve(failure)
    })
    child.once('close', () => resolve(failure))
  })
}

/** V8 meets its own limit first where the heap grows slowly; the program ends itself and says why. */
function heapExhausted({ report }: Launched, stderr: string): boolean {
  return (report.exitCode ?? 0) > 0 && /out of memory|buffer allocation failed|Cannot allocate memory/i.test(stderr)
}

function collect(stream: Readable, budget: { left: number }, exceeded: () => void): () => string {
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => {
    if (budget.left > 0) chunks.push(chunk.subarray(0, budget.left))
    budget.left -= chunk.length
    if (budget.left < 0) exceeded()
  })
  return () => Buffer.concat(chunks).toString('utf8')
}
