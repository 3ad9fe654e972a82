import { chmodSync, chownSync, closeSync, mkdirSync, openSync, rmSync } from 'node:fs'
import type { Server } from 'node:net'
import { join } from 'node:path'
import { sandboxAccount } from './sandbox-account.ts'

/**
 * Listens on a Unix socket `folder/name` that only sandboxed code (and root) may connect to, at paths of any length.
 * The returned function stops listening and removes the socket; connections already open stay.
 */
export async function listenForSandbox(server: Server, folder: string, name: string): Promise<() => Promise<void>> {
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const path = join(folder, name)
  rmSync(path, { force: true })
  // A socket's path may have 107 bytes only; through the folder's descriptor it is always short.
  const descriptor = openSync(folder, 'r')
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(`/proc/self/fd/${descriptor}/${name}`, () => resolve())
  })
  const account = sandboxAccount()
  if (account) chownSync(path, account.uid, account.gid)
  chmodSync(path, 0o600)
  return () =>
    new Promise((resolve) => {
      server.close(() => {
        closeSync(descriptor)
        rmSync(path, { force: true })
        resolve()
      })
    })
}
