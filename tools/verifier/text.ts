import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { packageRoot } from '#server/platform/env.ts'

const folder = join(packageRoot, 'server/loop/ledger/archive')

/** Committed, because an instance is installed without development packages. */
export const verifierFile = join(folder, 'dist/verify.mjs')

/** The offline verifier and all it needs, in one file. */
export async function verifierText(): Promise<string> {
  const build = await rolldown({ input: join(folder, 'offline.ts'), platform: 'node', logLevel: 'warn' })
  try {
    const { output } = await build.generate({ format: 'esm', minify: true })
    return output[0].code
  } finally {
    await build.close()
  }
}
