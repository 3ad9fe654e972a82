import { createHash } from 'node:crypto'
import { mkdirSync, realpathSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** On Linux the name lives in the kernel and goes with its holder; elsewhere it is a socket file that may be left behind. */
function lockName(purpose: string, folder: string): string {
  mkdirSync(folder, { recursive: true })
  const name = createHash('sha256')
    .update(`${purpose}\n${realpathSync(folder)}`)
    .digest('hex')
    .slice(0, 32)
  return process.platform === 'linux' ? `\0codex-dominion-${name}` : join(tmpdir(), `codex-dominion-${name}.sock`)
}

function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer((visitor) => visitor.destroy())
    server.unref()
    server.once('error', () => resolve(undefined))
    server.listen(path, () => resolve(server))
  })
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

/**
 * Takes the lock of a folder for a purpose until this process ends, however it ends.
 * @returns whether it was free
 */
export async function takeLock(purpose: string, folder: string): Promise<boolean> {
  const path = lockName(purpose, folder)
  if (await listen(path)) return true
  if (process.platform === 'linux' || (await answers(path))) return false
  rmSync(path, { force: true })
  return (await listen(path)) !== undefined
}

/** Runs something while holding a lock, waiting for it first. */
export async function withLock<Result>(purpose: string, folder: string, act: () => Promise<Result>): Promise<Result> {
  const path = lockName(purpose, folder)
  for (;;) {
    const server = await listen(path)
    if (server) return act().finally(() => server.close())
    if (process.platform !== 'linux' && !(await answers(path))) rmSync(path, { force: true })
    await sleep(250)
  }
}
