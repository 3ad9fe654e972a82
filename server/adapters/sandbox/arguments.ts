import type { SandboxCommand } from '#server/ports/sandbox.ts'

/** Where things lie inside every sandbox. */
export const inside = {
  node: '/runtime/bin/node',
  path: '/runtime/bin:/usr/bin:/bin',
  uid: '65534',
  gid: '65534',
} as const

export interface Runtime {
  /** The Node binary on the host. */
  node: string
  /** A folder with a passwd, group and hosts file that name nobody of this machine. */
  etc: string
}

const isolation = [
  '--unshare-all',
  '--unshare-user',
  '--disable-userns',
  '--die-with-parent',
  '--new-session',
  ...['--cap-drop', 'ALL'],
  ...['--uid', inside.uid, '--gid', inside.gid],
  ...['--hostname', 'sandbox'],
  '--clearenv',
]

const merged = ['lib', 'lib64', 'bin', 'sbin'].flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`])

/** Bubblewrap's options: an empty root, the system's programs, this process's Node, then only what the command names. */
export function bubblewrapOptions(
  command: SandboxCommand,
  runtime: Runtime,
  { memoryFlags, place }: { memoryFlags: boolean; place(source: string): string },
): string[] {
  return [
    ...isolation,
    ...['--ro-bind', '/usr', '/usr', '--tmpfs', '/usr/local', '--remount-ro', '/usr/local'],
    ...merged,
    ...['--ro-bind', place(runtime.etc), '/etc'],
    ...['--perms', '0755', '--dir', '/runtime', '--perms', '0755', '--dir', '/runtime/bin'],
    ...['--ro-bind', place(runtime.node), inside.node],
    ...['--proc', '/proc', '--dev', '/dev'],
    ...['--size', String(command.memoryMb * 2 ** 20), '--perms', '1777', '--tmpfs', '/tmp'],
    ...command.binds.flatMap((bind) => [bind.writable ? '--bind' : '--ro-bind', place(bind.source), bind.target]),
    ...['--remount-ro', '/', '--chdir', command.workingFolder],
    ...variables(command, memoryFlags).flatMap(([name, value]) => ['--setenv', name, value]),
  ]
}

function variables(command: SandboxCommand, memoryFlags: boolean): [string, string][] {
  const heap = `--max-old-space-size=${Math.max(64, Math.floor(command.memoryMb * 0.75))}`
  const base = { PATH: inside.path, HOME: '/tmp', TMPDIR: '/tmp', LANG: 'C.UTF-8', TZ: 'UTC' }
  const limited = memoryFlags ? { NODE_OPTIONS: `${command.environment.NODE_OPTIONS ?? ''} ${heap}`.trim() } : {}
  return Object.entries({ ...base, ...command.environment, ...limited })
}
