import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Writes a file only its owner can read, whole or not at all. Whoever comes second finds the first one's content. */
export function writeSecretFile(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, content, { mode: 0o600 })
  try {
    linkSync(unfinished, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(unfinished, { force: true })
  }
}

/** A random secret of 256 bits, kept under a name in `<data>/keys` and made on first use. */
export function keepSecret(dataFolder: string, name: string): string {
  const file = join(dataFolder, 'keys', name)
  if (!existsSync(file)) writeSecretFile(file, randomBytes(32).toString('base64url'))
  return readFileSync(file, 'utf8')
}
