import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArtifactStore } from '#server/ports/artifacts.ts'
import { ArtifactFault } from '#server/ports/artifacts.ts'
import type { DatabaseGrant, ServiceDatabases } from '#server/ports/databases.ts'
import type { RunningVersion } from '#server/ports/delivery.ts'
import type { Sandbox, SandboxCommand, SandboxProcess } from '#server/ports/sandbox.ts'
import { type RunDescription, runDescriptionOf } from '../schemas.ts'
import { edgeLimits, type StartFailure } from '../vocabulary.ts'

/** A version did not come up. The message is for people: what failed and, where the version said so, why. */
export class NotStarted extends Error {
  override readonly name = 'NotStarted'
  readonly reason: StartFailure

  constructor(reason: StartFailure, message: string) {
    super(message)
    this.reason = reason
  }
}

export interface LaunchParts {
  artifacts: ArtifactStore
  sandbox: Sandbox
  databases: ServiceDatabases
  /** Unpacked artifacts; the sandbox account can walk into it. */
  unpackedFolder: string
}

export interface Launched {
  process: SandboxProcess
  run: RunDescription
  /** Closes what the process needed of the host. The process must have ended. */
  dispose(): Promise<void>
}

/** From digest to process: verify, unpack, open the database socket, migrate once, start. Every step is done again at every start. */
export async function launch(
  version: RunningVersion,
  folder: string,
  parts: LaunchParts,
  migrated: { done(): boolean; note(): Promise<void> },
  signal: AbortSignal,
): Promise<Launched> {
  const { run, unpacked } = await prepare(version, parts)
  await rm(folder, { recursive: true, force: true })
  for (const name of ['service', 'database']) await mkdir(join(folder, name), { recursive: true })

  const grant = run.needsDatabase ? await parts.databases.provision(version.service, version.stage) : null
  const socket = grant && (await parts.databases.openSocket(grant, join(folder, 'database')))
  const dispose = async () => {
    await socket?.close()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const command = (argv: readonly string[]) => commandFor(argv, version, unpacked, folder, grant)
    if (run.migrate.length > 0 && !migrated.done()) {
      await migrate(command(run.migrate), parts.sandbox, signal)
      await migrated.note()
    }
    if (signal.aborted) throw new NotStarted('stopped', 'It was stopped while it started.')
    return { process: parts.sandbox.spawn(command(run.start)), run, dispose }
  } catch (error) {
    await dispose()
    throw error
  }
}

async function prepare({ artifactDigest }: RunningVersion, parts: LaunchParts) {
  const unpacked = join(parts.unpackedFolder, artifactDigest.replace('sha256:', ''))
  try {
    await parts.artifacts.unpack(artifactDigest, unpacked)
  } catch (error) {
    if (!(error instanceof ArtifactFault)) throw error
    throw new NotStarted(error.fault === 'unknown' ? 'unknown' : 'tampered', error.message)
  }
  const description = await parts.artifacts.describe(artifactDigest)
  const run = description && runDescriptionOf(description.annotations)
  if (!run) throw new NotStarted('notRunnable', `The artifact ${artifactDigest} does not say how it is run.`)
  return { run, unpacked }
}

async function migrate(command: SandboxCommand, sandbox: Sandbox, signal: AbortSignal): Promise<void> {
  const result = await sandbox.run(command, signal)
  if (result.outcome === 'exited' && result.exitCode === 0) return
  const why = result.outcome === 'exited' ? `exit code ${result.exitCode}` : result.outcome
  throw new NotStarted('migration', `Its database migration failed (${why}). ${lastLines(result.stderr)}`)
}

function commandFor(
  argv: readonly string[],
  version: RunningVersion,
  unpacked: string,
  folder: string,
  grant: DatabaseGrant | null,
): SandboxCommand {
  return {
    argv: argv as [string, ...string[]],
    workingFolder: '/service',
    binds: [
      { source: unpacked, target: '/service', writable: false },
      { source: join(folder, 'service'), target: '/run/service', writable: true },
      ...(grant ? [{ source: join(folder, 'database'), target: '/run/database', writable: false }] : []),
    ],
    environment: {
      SOCKET_PATH: '/run/service/http.sock',
      SERVICE_STAGE: version.stage,
      SERVICE_VERSION: version.artifactDigest,
      NODE_ENV: 'production',
      ...(grant ? databaseEnvironment(grant) : {}),
    },
    timeoutMs: edgeLimits.migrateMs,
    memoryMb: edgeLimits.memoryMb,
    outputLimitBytes: 1_000_000,
  }
}

function databaseEnvironment({ database, role, password }: DatabaseGrant): Record<string, string> {
  return { PGHOST: '/run/database', PGPORT: '5432', PGDATABASE: database, PGUSER: role, PGPASSWORD: password }
}

export function lastLines(text: string): string {
  return text.trim().split('\n').slice(-5).join('\n').slice(-1000)
}
