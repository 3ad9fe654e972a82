import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { packageRoot } from '#server/platform/env.ts'

/** Git ended with an error; the message is Git's own. */
export class GitFailed extends Error {
  override readonly name = 'GitFailed'
  readonly exitCode: number | null

  constructor(command: string, exitCode: number | null, stderr: string) {
    super(`git ${command} failed${exitCode === null ? '' : ` (${exitCode})`}: ${stderr.trim().slice(0, 2000)}`)
    this.exitCode = exitCode
  }
}

export interface GitCall {
  /** GIT_INDEX_FILE, GIT_WORK_TREE and, for the network, what reaches it. */
  environment?: Readonly<Record<string, string>>
  input?: string | Uint8Array
  signal?: AbortSignal
  /** Folder Git starts in; relative work tree paths begin here. */
  folder?: string
}

const clean = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  HOME: '/nonexistent',
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: join(packageRoot, 'server/adapters/git/gitconfig'),
  GIT_ATTR_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_LITERAL_PATHSPECS: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
} as const

const outputLimitBytes = 256 * 2 ** 20

/** Runs the system's Git with our configuration and nothing else's. @throws GitFailed */
export function git(argv: readonly string[], call: GitCall = {}): Promise<Buffer> {
  const { environment = {}, input, signal, folder = '/' } = call
  return new Promise((resolve, reject) => {
    const options = {
      env: { ...clean, ...environment } as unknown as NodeJS.ProcessEnv,
      cwd: folder,
      encoding: 'buffer',
      maxBuffer: outputLimitBytes,
    } as const
    const child = execFile('git', argv, { ...options, ...(signal && { signal }) }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout)
      const command = argv.find((word) => /^[a-z]+(-[a-z]+)*$/.test(word)) ?? ''
      reject(
        new GitFailed(command, typeof error.code === 'number' ? error.code : null, stderr.toString() || error.message),
      )
    })
    child.stdin?.on('error', () => {}) // Git ended before it read everything; its exit says why.
    child.stdin?.end(input)
  })
}

/** Git in one bare repository, its output as text without the final line break. */
export async function gitIn(repository: string, argv: readonly string[], call: GitCall = {}): Promise<string> {
  return (await git([`--git-dir=${repository}`, ...argv], call)).toString('utf8').replace(/\n$/, '')
}
