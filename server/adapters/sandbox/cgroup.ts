import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Processes and threads one sandbox may have at once. Vitest with coverage on 2 cores needs about 80. */
export const maximumTasks = 512

/** A control group around one sandbox. Whatever starts in it stays in it. */
export interface ControlGroup {
  /** Files a process writes its own id to, to enter. */
  entrances: readonly string[]
  outOfMemory(): boolean
  /** Removes the group; call when nothing runs in it any more. */
  dispose(): void
}

const root = '/sys/fs/cgroup'
let serial = 0

/** Null where this process may not make control groups (an ordinary user, most containers): then rlimits stand in. */
export function openControlGroup(memoryMb: number): ControlGroup | null {
  if (process.getuid?.() !== 0) return null
  const name = `dominion-${process.pid}-${serial++}`
  return existsSync(join(root, 'memory')) ? versionOne(name, memoryMb) : versionTwo(name, memoryMb)
}

function versionOne(name: string, memoryMb: number): ControlGroup | null {
  const memory = ownFolder('memory')
  const pids = ownFolder('pids')
  const group = attempt([memory, pids], name, ([memoryFolder, pidsFolder]) => {
    const bytes = String(memoryMb * 2 ** 20)
    writeFileSync(join(memoryFolder as string, 'memory.limit_in_bytes'), bytes)
    const swap = join(memoryFolder as string, 'memory.memsw.limit_in_bytes')
    if (existsSync(swap)) writeFileSync(swap, bytes)
    writeFileSync(join(pidsFolder as string, 'pids.max'), String(maximumTasks))
  })
  return group && { ...group, outOfMemory: () => killed(join(memory, name, 'memory.oom_control')) }
}

function versionTwo(name: string, memoryMb: number): ControlGroup | null {
  const group = attempt([root], name, ([folder]) => {
    writeFileSync(join(folder as string, 'memory.max'), String(memoryMb * 2 ** 20))
    writeFileSync(join(folder as string, 'pids.max'), String(maximumTasks))
    const swap = join(folder as string, 'memory.swap.max')
    if (existsSync(swap)) writeFileSync(swap, '0')
    writeFileSync(join(folder as string, 'memory.oom.group'), '1')
  })
  return group && { ...group, outOfMemory: () => killed(join(root, name, 'memory.events')) }
}

function attempt(
  parents: readonly string[],
  name: string,
  limit: (folders: readonly string[]) => void,
): Pick<ControlGroup, 'entrances' | 'dispose'> | null {
  const folders = parents.map((parent) => join(parent, name))
  const dispose = () => {
    for (const folder of folders) removeQuietly(folder)
  }
  try {
    for (const folder of lingering) removeQuietly(folder)
    for (const parent of parents) sweep(parent)
    for (const folder of folders) mkdirSync(folder)
    limit(folders)
    return { entrances: folders.map((folder) => join(folder, 'cgroup.procs')), dispose }
  } catch {
    // Not writable or a controller not handed down: the caller reports reduced isolation.
    dispose()
    return null
  }
}

/** The folder of our own group when it is visible, else the top: limits above us keep counting. */
function ownFolder(controller: string): string {
  const line = readFileSync('/proc/self/cgroup', 'utf8')
    .split('\n')
    .find((entry) => entry.split(':')[1] === controller)
  const own = join(root, controller, line?.split(':').slice(2).join(':') ?? '/')
  return existsSync(own) ? own : join(root, controller)
}

function killed(file: string): boolean {
  return /^oom_kill [1-9]/m.test(readFileSync(file, 'utf8'))
}

/** Groups left by a process that was killed are empty by now (their sandboxes died with it) and go away here. */
function sweep(parent: string): void {
  for (const name of readdirSync(parent)) {
    const owner = /^dominion-(\d+)-\d+$/.exec(name)?.[1]
    if (owner && owner !== String(process.pid) && !existsSync(`/proc/${owner}`)) removeQuietly(join(parent, name))
  }
}

/** Groups whose last process the kernel has not yet reaped; tried again before the next one is made, and at the end. */
const lingering = new Set<string>()
process.once('exit', () => {
  for (const folder of lingering) removeQuietly(folder)
})

function removeQuietly(folder: string): void {
  try {
    rmdirSync(folder)
    lingering.delete(folder)
  } catch {
    if (existsSync(folder)) lingering.add(folder)
    else lingering.delete(folder)
  }
}
