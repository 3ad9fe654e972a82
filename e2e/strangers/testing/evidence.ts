import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { vi } from 'vitest'
import { gitAnchors } from '#server/adapters/git/anchors.ts'
import { remotesOf } from '#server/adapters/git/remotes.ts'
import { systemGit } from '#server/adapters/git/system.ts'
import { sshPublicKeyLine, sshSignature } from '#server/adapters/signer/index.ts'
import { httpAuthority } from '#server/adapters/timestamps/http.ts'
import {
  hasOpenssl,
  type OpensslAuthority,
  opensslAuthority,
} from '#server/adapters/timestamps/testing/openssl-authority.ts'
import { tagDeployment } from '#server/loop/autonomy/merge/tag-deployment.ts'
import { runAnchoring } from '#server/loop/ledger/anchor/run.ts'
import { append } from '#server/loop/ledger/append.ts'
import { formatVerifierKey, noteKey, rawFromSpki } from '#server/loop/ledger/format/index.ts'
import { entriesOfChange, exportBundle, lastEntryId } from '#server/loop/ledger/index.ts'
import { contextOf, evidenceDraft, intentDraft } from '#server/loop/ledger/testing/drafts.ts'
import { sequencing } from '#server/loop/ledger/testing/sequencing.ts'
import { connect, type Database } from '#server/platform/db/index.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'

/** What the guide says a stranger has, by the names it uses. */
export type Given = Record<'BUNDLE' | 'VKEY' | 'PROGRAM' | 'REMOTE' | 'TSA_ROOT' | 'SERVICE', string>

const changeId = 'change_strangers'

/** A change with its commit, tag, anchors, timestamp and bundle, each made by the product's own code. */
export async function makeEvidence(folder: string, database: TestDatabase, program: string): Promise<Given> {
  const signer = testSigner(join(folder, 'keys'))
  const sign = (bytes: Uint8Array) => sshSignature(bytes, signer)
  const app = connect(database.urls.app)
  const authority = hasOpenssl() ? await opensslAuthority(join(folder, 'authority')) : null
  try {
    await append(app, intentDraft(changeId, 'person_1', 'words'), contextOf(signer))
    const written = (await entriesOfChange(app, changeId)).map(({ entryId, kind, leafSha256 }) => ({
      entryId,
      kind,
      leafSha256,
    }))
    await append(app, evidenceDraft(changeId, written), contextOf(signer))
    const origin = await sequenced(app, database, signer)
    const remote = join(folder, 'remote.git')
    execFileSync('git', ['init', '--quiet', '--bare', remote])
    const anchors = gitAnchors({
      repository: join(folder, 'anchors.git'),
      remotes: remotesOf(remote),
      sign,
      publicKeys: async () => [sshPublicKeyLine((await signer.publicKey('commit')).spki)],
      committerId: 'system-ledger',
    })
    await anchored(database, anchors, authority)
    // The bundle then stands under a later head than the anchors, which must have grown from theirs.
    await append(app, intentDraft('change_later', 'person_1', 'later words'), contextOf(signer))
    await sequenced(app, database, signer, 'change_later')
    const { bytes } = await exportBundle(app, changeId, signer)
    const bundle = join(folder, 'evidence.tar.gz')
    writeFileSync(bundle, bytes)
    const { spki } = await signer.publicKey('checkpoint')
    const VKEY = formatVerifierKey(noteKey(origin, rawFromSpki(spki)))
    const SERVICE = await service(folder, sign, (await lastEntryId(app, changeId)) ?? '')
    return { BUNDLE: bundle, VKEY, PROGRAM: program, REMOTE: remote, TSA_ROOT: authority?.rootsFile ?? '', SERVICE }
  } finally {
    authority?.close()
    await app.$disconnect()
  }
}

async function sequenced(
  app: Database,
  database: TestDatabase,
  signer: ReturnType<typeof testSigner>,
  of = changeId,
): Promise<string> {
  await sequencing({ url: database.urls.sequencer, signer }, async () => {
    await vi.waitFor(async () => {
      if ((await entriesOfChange(app, of)).some(({ place }) => place === null)) throw new Error('an entry waits')
    }, 30_000)
  })
  const [row] = await app.$queryRaw<{ origin: string }[]>`SELECT origin FROM ledger.shard`
  return row?.origin ?? ''
}

async function anchored(
  { urls }: TestDatabase,
  anchors: ReturnType<typeof gitAnchors>,
  authority: OpensslAuthority | null,
): Promise<void> {
  const stop = new AbortController()
  const done = new Set<string>()
  const watch = { accepted: () => done.add('git'), stamped: () => done.add('rfc3161') }
  const asked = authority && httpAuthority({ url: authority.url, rootsFile: authority.rootsFile })
  const running = runAnchoring({ url: urls.app, anchors, authority: asked, watch, lookEveryMs: 50 }, stop.signal)
  await vi.waitFor(() => {
    if (done.size < (authority ? 2 : 1)) throw new Error(`only ${[...done].join()} so far`)
  }, 60_000)
  stop.abort()
  await running
}

/** A service's repository with one commit of the system, deployed and tagged. */
async function service(
  folder: string,
  sign: (bytes: Uint8Array) => Promise<string>,
  ledgerEvent: string,
): Promise<string> {
  const git = systemGit({ sign, committerId: 'system-orchestrator' })
  const repository = join(folder, 'service.git')
  const trailers = [
    ['Change-Id', changeId],
    ['Intent-Id', 'int_1'],
    ['Ledger-Event', ledgerEvent],
    ['Model', 'templates/harbour'],
  ] as const
  const request = { title: 'feat: list vessels', body: '', trailers, authorId: 'agent-codegen' }
  const commit = await git.initialise(repository, [{ path: 'a.txt', content: 'a\n' }], request)
  const deployed = {
    service: 'harbour',
    changeId,
    deploymentId: 'rol_1',
    artifactDigest: `sha256:${'ab'.repeat(32)}`,
    ledgerEvent,
  }
  await tagDeployment(git, repository, commit, deployed)
  mkdirSync(join(folder, 'work'), { recursive: true })
  const clone = join(folder, 'service')
  execFileSync('git', ['clone', '--quiet', repository, clone])
  return clone
}
