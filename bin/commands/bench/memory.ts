import { readdirSync, readFileSync } from 'node:fs'

/**
 * Resident memory of one process of an instance and all it started, in MB of a million bytes.
 * @throws Error when there is no such process
 */
export function residentMegabytes(data: string, name: string): number {
  const own = readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => belongs(pid, data, name))
  if (own.length === 0) throw new Error(`there is no process ${name}`)
  return Math.round(own.reduce((sum, pid) => sum + residentBytes(pid), 0) / 1e6)
}

/** What a process starts inherits its name, so a wrapper and what it wraps count together. */
function belongs(pid: string, data: string, name: string): boolean {
  const variables = contentOf(`/proc/${pid}/environ`).split('\0')
  return variables.includes(`DOMINION_DATA=${data}`) && variables.includes(`DOMINION_PROCESS=${name}`)
}

function residentBytes(pid: string): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(contentOf(`/proc/${pid}/status`))?.[1] ?? 0) * 1_024
}

/** Nothing for a process that is gone or somebody else's. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
