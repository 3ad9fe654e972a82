import type { Anchors } from './anchors.ts'
import type { ArtifactStore } from './artifacts.ts'
import type { ServiceDatabases } from './databases.ts'
import type { ServiceRuntime, TrafficDriver } from './delivery.ts'
import type { Dependencies } from './dependencies.ts'
import type { EvidenceStore } from './evidence.ts'
import type { Git } from './git.ts'
import type { KeyEncryption } from './key-encryption.ts'
import type { ModelChain } from './models.ts'
import type { Queues } from './queue.ts'
import type { Sandbox } from './sandbox.ts'
import type { Signer } from './signer.ts'
import type { TimestampAuthority } from './timestamps.ts'

/** Everything outside that acts may use. Each is made on first use, so a process pays only for what it touches. */
export interface Ports {
  readonly signer: Signer
  /** Wraps the keys of persons. */
  readonly keyEncryption: KeyEncryption
  readonly git: Git
  readonly sandbox: Sandbox
  readonly databases: ServiceDatabases
  readonly dependencies: Dependencies
  readonly artifacts: ArtifactStore
  readonly evidence: EvidenceStore
  readonly runtime: ServiceRuntime
  readonly traffic: TrafficDriver
  readonly models: ModelChain
  readonly queues: Queues
  readonly anchors: Anchors
  /** Null where none is configured. */
  readonly timestamps: TimestampAuthority | null
}

let wired: Ports | undefined

/** Called once by a process's entry with what `composition.ts` picked; tests wire their own. */
export function wire(ports: Ports): void {
  wired = ports
}

export function ports(): Ports {
  if (!wired) throw new Error('this process was not wired: call wire(compose()) at its entry')
  return wired
}
