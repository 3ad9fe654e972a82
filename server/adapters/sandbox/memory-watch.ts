import { readFileSync } from 'node:fs'

/** Short against the time a program takes to fill a machine; the coarse limit on each process bounds what fits between. */
const everyMs = 200
const pageBytes = 4096

/**
 * Where no control group can be made: adds up what a process and all below it hold in memory, again and again, and calls
 * `exceeded` once when it is more than allowed. The answer tells afterwards whether that happened.
 */
export function watchMemory(
  pid: number,
  memoryMb: number,
  exceeded: () => void,
): { outOfMemory(): boolean; stop(): void } {
  let tripped = false
  const timer = setInterval(() => {
    if (tripped || residentBytes(pid) <= memoryMb * 2 ** 20) return
    tripped = true
    exceeded()
  }, everyMs)
  timer.unref()
  return { outOfMemory: () => tripped, stop: () => clearInterval(timer) }
}

function residentBytes(pid: number): number {
  const own = Number(read(`/proc/${pid}/statm`).split(' ')[1] ?? 0) * pageBytes
  return childrenOf(pid).reduce((sum, child) => sum + residentBytes(child), own)
}

/** Processes begun by the main thread of another. Empty when it is gone. */
export function childrenOf(pid: number): number[] {
  return read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number)
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
