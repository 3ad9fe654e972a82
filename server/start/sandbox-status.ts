import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bubblewrapSandbox } from '#server/adapters/sandbox/bubblewrap.ts'

/**
 * Runs one harmless program the way generated code will run.
 * @returns undefined when that works, else the one line a person needs
 */
export async function sandboxRemedy(): Promise<string | undefined> {
  const runtimeFolder = mkdtempSync(join(tmpdir(), 'codex-dominion-probe-'))
  try {
    const status = await bubblewrapSandbox({ runtimeFolder }).status()
    if (status.available) return undefined
    return `Generated code cannot run here; everything else works. ${status.reason} Remedy: ${status.remedy}`
  } finally {
    rmSync(runtimeFolder, { recursive: true, force: true })
  }
}
