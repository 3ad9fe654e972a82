import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ociLayout } from '#server/adapters/artifacts/oci-layout.ts'
import { serviceDatabases } from '#server/adapters/databases/embedded.ts'
import { npmDependencies } from '#server/adapters/dependencies/npm.ts'
import { edgeNode } from '#server/adapters/deploys/edge-node.ts'
import { keptEvidence } from '#server/adapters/evidence/files.ts'
import { gitAnchors } from '#server/adapters/git/anchors.ts'
import { remotesOf } from '#server/adapters/git/remotes.ts'
import { systemGit } from '#server/adapters/git/system.ts'
import { chosenKeyEncryption } from '#server/adapters/key-encryption/index.ts'
import { claude } from '#server/adapters/models/anthropic/index.ts'
import { modelChain } from '#server/adapters/models/chain.ts'
import { templateModel } from '#server/adapters/models/templates/index.ts'
import { bullmqQueues } from '#server/adapters/queue/bullmq.ts'
import { bubblewrapSandbox } from '#server/adapters/sandbox/bubblewrap.ts'
import { fileCosigner, fileSigner, sshPublicKeyLine, sshSignature } from '#server/adapters/signer/index.ts'
import { httpAuthority } from '#server/adapters/timestamps/http.ts'
import { httpWitnesses } from '#server/adapters/witnesses/index.ts'
import { env } from '#server/platform/env.ts'
import { servicesDatabaseUrl } from '#server/platform/postgres/index.ts'
import type { ServiceRuntime, TrafficDriver } from '#server/ports/delivery.ts'
import type { KeyRing } from '#server/ports/key-ring.ts'
import type { ModelPort } from '#server/ports/models.ts'
import type { Ports } from '#server/ports/wired.ts'

/** Who countersigns a ledger that is measured; the sequencer picks the same for itself. @param folder for a key of its own */
export function countersigners(folder: string) {
  return { wire: httpWitnesses(), cosigner: fileCosigner(folder) }
}

/** The only place that picks adapters. Each is made when it is first used. */
export function compose(): Ports {
  const data = (...parts: string[]) => join(env().DOMINION_DATA, ...parts)
  const keyEncryption = once(() => chosenKeyEncryption(env()))
  const signer = once(() => fileSigner(data('keys'), keyEncryption()))
  const sandbox = once(() => bubblewrapSandbox({ runtimeFolder: data('run', 'sandbox') }))
  const git = once(() =>
    systemGit({ sign: (bytes) => sshSignature(bytes, signer()), committerId: 'system-orchestrator' }),
  )
  const anchors = once(() =>
    gitAnchors({
      repository: data('anchors.git'),
      remotes: remotesOf(env().LEDGER_ANCHOR_REMOTES ?? ''),
      sign: (bytes) => sshSignature(bytes, signer()),
      publicKeys: async () => [sshPublicKeyLine((await signer().publicKey('commit')).spki)],
      committerId: 'system-ledger',
    }),
  )
  const timestamps = once(configuredAuthority)
  const databases = once(() =>
    serviceDatabases({
      administratorUrl: servicesDatabaseUrl,
      secret: () => readFileSync(data('keys', 'services.secret'), 'utf8'),
    }),
  )
  const dependencies = once(() => npmDependencies({ sandbox: sandbox(), folder: data('dependencies') }))
  const artifacts = once(() => ociLayout(data('artifacts')))
  const evidence = once(() => keptEvidence(data('evidence')))
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
    get evidence() {
      return evidence()
    },
    get runtime() {
      return edge()
    },
    get traffic() {
      return edge()
    },
    queues: bullmqQueues,
    get anchors() {
      return anchors()
    },
    get timestamps() {
      return timestamps()
    },
    get models() {
      return models()
    },
  }
}

/** Commands to the edge of another data folder than this process's own: the bench starts one of its own. */
export const deliveryOf = (dataFolder: string): ServiceRuntime & TrafficDriver =>
  edgeNode({ controlSocket: join(dataFolder, 'run', 'edge.sock') })

/** The keys of this instance as the process sees them that leads the log. */
export const keyRing = (): KeyRing => fileSigner(join(env().DOMINION_DATA, 'keys'), chosenKeyEncryption(env()))

/** Claude when a key is set; templates always, and last. */
function modelsInOrder(): readonly [ModelPort, ...ModelPort[]] {
  const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: baseUrl } = env()
  return apiKey ? [claude({ apiKey, baseUrl }), templateModel()] : [templateModel()]
}

function configuredAuthority() {
  const { LEDGER_TSA_URL: url, LEDGER_TSA_CA: rootsFile } = env()
  if (!url) return null
  if (!rootsFile) throw new Error('LEDGER_TSA_URL is set without LEDGER_TSA_CA: whose timestamps are to be trusted?')
  return httpAuthority({ url, rootsFile })
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
