import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import { sha256 } from '#server/platform/digest.ts'

const unpack = promisify(brotliDecompress)

/**
 * The path of the OPA program, unpacked once into a cache and checked against the committed sha256 every time.
 * @throws ToolchainDamaged when neither the cache nor the committed file has the expected bytes.
 */
export async function opaProgram(repository: string): Promise<string> {
  const committed = join(repository, 'tools', 'opa', 'opa.wasm.br')
  const expected = (await readFile(`${committed}.sha256`, 'utf8')).slice(0, 64)
  const folder = await cacheFolder(repository)
  const cached = join(folder, `opa-${expected}.wasm`)
  if ((await digestOf(cached)) === expected) return cached

  const wasm = await unpack(await readFile(committed))
  if (sha256(wasm) !== expected) throw new ToolchainDamaged(committed)
  const partial = `${cached}.${process.pid}`
  await writeFile(partial, wasm, { mode: 0o600 })
  await rename(partial, cached)
  return cached
}

export class ToolchainDamaged extends Error {
  override readonly name = 'ToolchainDamaged'
  constructor(path: string) {
    super(`${path} does not match its sha256. Restore both files from Git, or rebuild them with tools/opa/build.sh.`)
  }
}

/** `.data/cache` of the repository; where that cannot be written, a private folder of the system's temporary one. */
async function cacheFolder(repository: string): Promise<string> {
  const own = join(repository, '.data', 'cache')
  try {
    await mkdir(own, { recursive: true })
    return own
  } catch {
    const shared = join(tmpdir(), `codex-dominion-${userInfo().uid}`)
    await mkdir(shared, { recursive: true, mode: 0o700 })
    return shared
  }
}

async function digestOf(path: string): Promise<string | null> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return bytes && sha256(bytes)
}
