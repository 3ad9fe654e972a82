import { constants } from 'node:os'
import type { SandboxProcess } from '#server/ports/sandbox.ts'
import type { Launched } from './launch.ts'
import { childrenOf } from './memory-watch.ts'

const tailBytes = 16_384

/** A long-lived sandbox: its output is read and dropped but for the last of its errors, which say why it died. */
export function superviseService(launched: Launched): SandboxProcess {
  const { child, report } = launched
  let tail = ''
  launched.stdout.resume()
  launched.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    tail = (tail + chunk).slice(-tailBytes)
  })
  const exited = new Promise<Awaited<SandboxProcess['exited']>>((resolve) => {
    child.once('error', (error) => resolve({ exitCode: null, signal: null, stderrTail: error.message }))
    child.once('close', (_code, signal) => {
      launched.dispose()
      resolve({ ...ending(report.exitCode, signal), stderrTail: tail })
    })
  })
  const stop = async (graceMs: number) => {
    const timer = setTimeout(launched.kill, graceMs)
    terminate(launched)
    await exited
    clearTimeout(timer)
  }
  return { pid: child.pid ?? -1, exited, stop }
}

/** Programs that die of a signal inside are reported by bubblewrap as 128 plus its number. */
function ending(exitCode: number | null, signal: string | null): { exitCode: number | null; signal: string | null } {
  if (exitCode === null || exitCode <= 128) return { exitCode, signal }
  const name = Object.entries(constants.signals).find(([, number]) => number === exitCode - 128)?.[0]
  return name ? { exitCode: null, signal: name } : { exitCode, signal }
}

/** SIGTERM for the program itself: the only child of the sandbox's first process. Not up yet: nothing to let finish. */
function terminate({ report, kill }: Launched): void {
  const first = report.childPid
  const program = first === null ? undefined : childrenOf(first)[0]
  if (program === undefined) return kill()
  try {
    process.kill(program, 'SIGTERM')
  } catch {
    kill()
  }
}
