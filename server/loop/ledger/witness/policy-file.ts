import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { formatPolicy, type NoteKey } from '../format/index.ts'
import { isLocal } from '../proof/local.ts'
import type { WitnessSettings } from './settings.ts'

/** The log's policy as it tells everyone. A local witness has no address for others, and its port may change. */
export function toldPolicy(log: NoteKey, { witnesses, needed }: WitnessSettings): string {
  const told = witnesses.map((witness) => (isLocal(witness.url) ? { ...witness, url: 'http://localhost' } : witness))
  return formatPolicy({ log, witnesses: told, needed })
}

/** Where this instance's own witnesses read which log is theirs. Replaced whole. */
export async function writePolicy(file: string, policy: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(`${file}.draft`, policy, { mode: 0o644, flush: true })
  await rename(`${file}.draft`, file)
}
