import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { Interrupted } from '#server/ports/interrupted.ts'
import { commandLines } from '#server/testing/command-lines.ts'
import { bubblewrapSandbox } from './bubblewrap.ts'

const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function said(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return '' // Gone meanwhile.
  }
}

/** The process of this one that became bubblewrap. */
function launcher(): number {
  const ours = readdirSync('/proc').filter((pid) => said(pid, 'status').includes(`PPid:\t${process.pid}\n`))
  return Number(ours.find((pid) => said(pid, 'cmdline').startsWith('bwrap')))
}

it('a sandbox that somebody else kills was interrupted, whatever ran in it', async () => {
  const duration = `${5_000_000 + process.pid}`
  const command = { argv: ['sleep', duration] as const, workingFolder: '/tmp', binds: [], environment: {} }
  const limits = { timeoutMs: 20_000, memoryMb: 64, outputLimitBytes: 1_000 }
  const running = bubblewrapSandbox({ runtimeFolder: folder }).run(
    { ...command, ...limits },
    AbortSignal.timeout(20_000),
  )
  const lost = expect(running).rejects.toBeInstanceOf(Interrupted)
  while (!commandLines().some((line) => line.startsWith(`sleep ${duration}`))) await sleep(20)
  process.kill(launcher(), 'SIGKILL')
  await lost
})
