import { constants } from 'node:fs'
import { lstat, open } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Text of a file that sandboxed code may have put there, or null. Follows no link and waits for no pipe: a report must not
 * lead the reader to another file of this machine. Nothing may run in `folder` meanwhile.
 */
export async function readInside(folder: string, path: string, limitBytes = 20_000_000): Promise<string | null> {
  const parts = path.split('/')
  for (let depth = 1; depth < parts.length; depth++) {
    const parent = await lstat(join(folder, ...parts.slice(0, depth))).catch(() => null)
    if (!parent?.isDirectory()) return null
  }
  const file = await open(join(folder, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    () => null,
  )
  if (!file) return null
  try {
    const found = await file.stat()
    return found.isFile() && found.size <= limitBytes ? await file.readFile('utf8') : null
  } finally {
    await file.close()
  }
}
