import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ociLayout } from '#server/adapters/artifacts/oci-layout.ts'
import { serviceDatabases } from '#server/adapters/databases/embedded.ts'
import { npmDependencies } from '#server/adapters/dependencies/npm.ts'
import { edgeNode } from '#server/adapters/deploys/edge-node.ts'
import { systemGit } from '#server/adapters/git/system.ts'
import { fileKeyEncryption } from '#server/adapters/key-encryption/files.ts'
import { claude } from '#server/adapters/models/anthropic/index.ts'
import { modelChain } from '#server/adapters/models/chain.ts'
import { templateModel } from '#server/adapters/models/templates/index.ts'
import { bullmqQueues } from '#server/adapters/queue/bullmq.ts'
import { bubblewrapSandbox } from '#server/adapters/sandbox/bubblewrap.ts'
import { fileSigner, sshSignature } from '#server/adapters/signer/index.ts'
import { env } from '#server/platform/env.ts'
import { servicesDatabaseUrl } from '#server/platform/postgres/index.ts'
import type { ServiceRuntime, TrafficDriver } from '#server/ports/delivery.ts'
import type { ModelPort } from '#server/ports/models.ts'
import type { Ports } from '#server/ports/wired.ts'

/** The only place that picks adapters. Each is made when it is first used. */
export function compose(): Ports {
  const data = (...parts: string[]) => join(env().DOMINION_DATA, ...parts)
  const signer = once(() => fileSigner(data('keys')))
  const keyEncryption = once(() => fileKeyEncryption(data('keys', 'encryption.key')))
  const sandbox = once(() => bubblewrapSandbox({ runtimeFolder: data('run', 'sandbox') }))
  const git = once(() =>
    systemGit({ sign: (bytes) => sshSignature(bytes, signer()), committerId: 'system-orchestrator' }),
  )
  const databases = once(() =>
    serviceDatabases({
      administratorUrl: servicesDatabaseUrl,
      secret: () => readFileSync(data('keys', 'services.secret'), 'utf8'),
    }),
  )
  const dependencies = once(() => npmDependencies({ sandbox: sandbox(), folder: data('dependencies') }))
  const artifacts = once(() => ociLayout(data('artifacts')))
  const edge = once(() => edgeNode({ controlSocket: data('run', 'edge.sock') }))
  const models = once(() => modelChain(modelsInOrder()))
  return {
    get signer() {
      return signer()
    },
    get keyEncryption() {
      return keyEncryption()
    },
    get sandbox() {
      return sandbox()
    },
    get git() {
      return git()
    },
    get databases() {
      return databases()
    },
    get dependencies() {
      return dependencies()
    },
    get artifacts() {
      return artifacts()
    },
    get runtime() {
      return edge()
    },
    get traffic() {
      return edge()
    },
    queues: bullmqQueues,
    get models() {
      return models()
    },
  }
}

/** Commands to the edge of another data folder than this process's own: the bench starts one of its own. */
export const deliveryOf = (dataFolder: string): ServiceRuntime & TrafficDriver =>
  edgeNode({ controlSocket: join(dataFolder, 'run', 'edge.sock') })

/** Claude when a key is set; templates always, and last. */
function modelsInOrder(): readonly [ModelPort, ...ModelPort[]] {
  const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: baseUrl } = env()
  return apiKey ? [claude({ apiKey, baseUrl }), templateModel()] : [templateModel()]
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
