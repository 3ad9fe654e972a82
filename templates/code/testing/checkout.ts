import { execFile, execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WorkspaceManifest } from '#server/workspaces/schemas.ts'
import type { Repository } from './repository.ts'

/** A rendered repository on disk with its dependencies, checked, built and run by its own commands. */

type Verb = keyof WorkspaceManifest['commands']

/** Installs the pack's dependencies once per lockfile, for all test runs on this machine; returns their folder. */
export function installedDependencies({ files }: Repository): string {
  const lockfile = files['package-lock.json'] ?? ''
  const kept = join(
    tmpdir(),
    `codex-dominion-service-${createHash('sha256').update(lockfile).digest('hex').slice(0, 16)}`,
  )
  if (!existsSync(kept)) {
    const folder = mkdtempSync(`${kept}-`)
    for (const name of ['package.json', 'package-lock.json']) writeFileSync(join(folder, name), files[name] ?? '')
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'pipe' })
    if (existsSync(kept)) rmSync(folder, { recursive: true })
    else renameSync(folder, kept)
  }
  return join(kept, 'node_modules')
}

export class Checkout {
  readonly folder = mkdtempSync(join(tmpdir(), 'checkout-'))
  private readonly database: Readonly<Record<string, string>>

  /** `database` are the `PG…` variables of an empty database. */
  constructor(dependencies: string, database: Readonly<Record<string, string>>) {
    this.database = database
    symlinkSync(dependencies, join(this.folder, 'node_modules'))
  }

  write(repository: Repository): void {
    repository.writeTo(this.folder)
  }

  /** Runs one of the manifest's commands; empty when it passed, else what it said. */
  async run(verb: Verb): Promise<string> {
    const [, ...rest] = this.manifest().commands[verb]
    const { code, said } = await this.node(rest, this.folder)
    return code === 0 ? '' : `${verb} ended with ${code}: ${said.slice(-4000)}`
  }

  linesCovered(): number {
    return JSON.parse(readFileSync(join(this.folder, '.dominion/coverage/coverage-summary.json'), 'utf8')).total.lines
      .pct
  }

  /** Starts the built artifact in a folder of its own, as the edge would: migrated, on a Unix socket. */
  async start(): Promise<RunningService> {
    const manifest = this.manifest()
    const artifact = mkdtempSync(join(tmpdir(), 'artifact-'))
    cpSync(join(this.folder, manifest.output), artifact, { recursive: true })
    const socketPath = join(artifact, 'http.sock')
    const env = { ...this.environment(), SOCKET_PATH: socketPath, SERVICE_STAGE: 'test' }
    const migrated = await this.node(manifest.migrate.slice(1), artifact)
    if (migrated.code !== 0) throw new Error(migrated.said)
    const child = spawn(process.execPath, manifest.start.slice(1), {
      cwd: artifact,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = once(child, 'exit')
    await Promise.race([once(child.stdout, 'data'), exited])
    return {
      call: (path, record, headers) => call(socketPath, path, record, headers),
      async stop() {
        child.kill('SIGTERM')
        const [code] = await exited
        rmSync(artifact, { recursive: true })
        return code
      },
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Runs Node without blocking: the database's socket is served by this same process. */
  private node(rest: readonly string[], cwd: string): Promise<{ code: number | string; said: string }> {
    return new Promise((resolve) => {
      const options = { cwd, env: this.environment(), maxBuffer: 32_000_000 }
      execFile(process.execPath, rest, options, (error, stdout, stderr) => {
        resolve({ code: error ? (error.code ?? 'a signal') : 0, said: stdout + stderr })
      })
    })
  }

  private manifest(): WorkspaceManifest {
    return WorkspaceManifest.parse(JSON.parse(readFileSync(join(this.folder, 'dominion.json'), 'utf8')))
  }

  private environment(): NodeJS.ProcessEnv {
    mkdirSync(join(this.folder, '.dominion'), { recursive: true })
    return { PATH: '/usr/bin:/bin', NO_COLOR: '1', NODE_ENV: 'test', ...this.database }
  }
}

export interface RunningService {
  /** GET, or POST when there is a record. The body is parsed when it is JSON. */
  call(path: string, record?: unknown, headers?: Record<string, string>): Promise<{ status: number; body: unknown }>
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>
}

function call(socketPath: string, path: string, record?: unknown, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    const method = record === undefined ? 'GET' : 'POST'
    const asked = request(
      { agent: false, socketPath, path, method, headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part
        })
        response.on('end', () => {
          const isJson = /json/.test(response.headers['content-type'] ?? '')
          resolve({ status: response.statusCode ?? 0, body: isJson ? JSON.parse(text) : text })
        })
      },
    )
    asked.on('error', reject)
    asked.end(record === undefined ? undefined : JSON.stringify(record))
  })
}
