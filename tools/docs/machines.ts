import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packageRoot } from '#server/platform/env.ts'
import type { Machine, MachineTable } from '#server/platform/machine.ts'

/** A machine, and the file whose table it is, from the package's root. */
export interface FoundMachine {
  file: string
  machine: Machine<MachineTable>
  /** What the file says it is. */
  about: string
}

/** Every machine there is, in the order of their files. */
export async function machines(): Promise<readonly FoundMachine[]> {
  const files = globSync('server/**/machine.ts', { cwd: packageRoot })
    .filter((file) => file !== 'server/platform/machine.ts')
    .toSorted()
  const found = await Promise.all(
    files.map(async (file) => {
      const exported = Object.values(
        (await import(pathToFileURL(join(packageRoot, file)).href)) as Record<string, unknown>,
      )
      return exported.filter(isMachine).map((machine) => ({ file, machine, about: aboutOf(file) }))
    }),
  )
  return found.flat()
}

function isMachine(value: unknown): value is Machine<MachineTable> {
  return typeof value === 'object' && value !== null && 'table' in value && 'isFinal' in value
}

/** The comment just above the table. */
function aboutOf(file: string): string {
  const source = readFileSync(join(packageRoot, file), 'utf8')
  return /\/\*\* ([^\n]*) \*\/\nexport const \w+ = machine\(/.exec(source)?.[1] ?? ''
}
