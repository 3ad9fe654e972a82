import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sshPublicKeyLine, sshSignature } from '#server/adapters/signer/index.ts'
import { tagDeployment } from '#server/loop/autonomy/merge/tag-deployment.ts'
import { ReferenceMoved } from '#server/ports/git.ts'
import { testSigner } from '#server/testing/keys.ts'
import { systemGit } from './system.ts'

const folder = mkdtempSync(join(tmpdir(), 'tags-'))
const repository = join(folder, 'repository.git')
const signer = testSigner(join(folder, 'keys'))
const git = systemGit({ committerId: 'system-test', sign: (bytes) => sshSignature(bytes, signer) })
const request = { title: 'harbour serves this', facts: [['Deployment-Id', 'rol_1']] as const, taggerId: 'system-test' }
const lineOf = async (purpose: 'commit' | 'entry') => sshPublicKeyLine((await signer.publicKey(purpose)).spki)
const raw = (...argv: string[]) => execFileSync('git', ['--git-dir', repository, ...argv], { stdio: 'pipe' }).toString()
let commit = ''

beforeAll(async () => {
  const first = { title: 'feat: first', body: '', trailers: [], authorId: 'system-test' }
  commit = await git.initialise(repository, [{ path: 'a', content: 'a\n' }], first)
  await git.tag(repository, 'deploy/production/1', commit, request)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('a tag', () => {
  it('is annotated, pseudonymous and says its facts', () => {
    expect(raw('cat-file', '-t', 'deploy/production/1').trim()).toBe('tag')
    const text = raw('cat-file', 'tag', 'deploy/production/1')
    expect(text).toMatch(
      new RegExp(
        `^object ${commit}\ntype commit\ntag deploy/production/1\ntagger system-test <system-test@dominion.invalid> `,
      ),
    )
    expect(text).toContain('\n\nharbour serves this\n\nDeployment-Id: rol_1\n-----BEGIN SSH SIGNATURE-----\n')
  })

  it('is signed by our key and by no other', async () => {
    const [ours, other] = [await lineOf('commit'), await lineOf('entry')]
    expect(await git.verifyTag(repository, 'deploy/production/1', [other, ours])).toBe(true)
    expect(await git.verifyTag(repository, 'deploy/production/1', [other])).toBe(false)
  })

  it('is not accepted when one byte of it changed', async () => {
    const forged = raw('cat-file', 'tag', 'deploy/production/1')
      .replace('rol_1', 'rol_2')
      .replace('production/1', 'production/9')
    const input = { input: forged, stdio: 'pipe' } as const
    const object = execFileSync('git', ['--git-dir', repository, 'hash-object', '-t', 'tag', '-w', '--stdin'], input)
    raw('update-ref', 'refs/tags/forged', object.toString().trim())
    expect(await git.verifyTag(repository, 'forged', [await lineOf('commit')])).toBe(false)
  })

  it('is accepted by git verify-tag where ssh-keygen is installed', async (test) => {
    if (!hasKeygen()) return void (await test.annotate('ssh-keygen is not installed', 'notice'))
    const signers = join(folder, 'signers')
    writeFileSync(signers, `* ${await lineOf('commit')}\n`)
    raw('-c', `gpg.ssh.allowedSignersFile=${signers}`, 'verify-tag', 'deploy/production/1')
    writeFileSync(signers, `* ${await lineOf('entry')}\n`)
    expect(() => raw('-c', `gpg.ssh.allowedSignersFile=${signers}`, 'verify-tag', 'deploy/production/1')).toThrow()
  })

  it('is never moved', async () => {
    await expect(git.tag(repository, 'deploy/production/1', commit, request)).rejects.toThrow(ReferenceMoved)
  })

  it.each([['-f'], ['a..b'], ['a b'], ['x.lock']])('may not be called %s', async (name) => {
    await expect(git.tag(repository, name, commit, request)).rejects.toThrow(TypeError)
  })
})

describe('the tag of a deployment', () => {
  const deployed = {
    service: 'harbour',
    changeId: 'chg_1',
    deploymentId: 'rol_2',
    artifactDigest: `sha256:${'ab'.repeat(32)}`,
    ledgerEvent: '01936f0c-7a5b-7c4e-9b1d-2f3a4b5c6d7e',
  }
  it('has the next number, once a commit, beside what people call their tags', async () => {
    const tree = join(folder, 'tree')
    await git.addWorktree(repository, tree, commit)
    writeFileSync(join(tree, 'a'), 'b\n')
    const next = await git.commitWorktree(repository, tree, 'main', {
      title: 'b',
      body: '',
      trailers: [],
      authorId: 'system-test',
    })
    raw('update-ref', 'refs/tags/deploy/production/v7', commit)
    expect(await tagDeployment(git, repository, next, deployed)).toBe('deploy/production/2')
    expect(await tagDeployment(git, repository, next, deployed)).toBe('deploy/production/2')
    expect(raw('cat-file', 'tag', 'deploy/production/2')).toContain(`Ledger-Event: ${deployed.ledgerEvent}\n`)
    expect(await git.verifyTag(repository, 'deploy/production/2', [await lineOf('commit')])).toBe(true)
  })
})

function hasKeygen(): boolean {
  try {
    return execFileSync('sh', ['-c', 'command -v ssh-keygen'], { stdio: 'pipe' }).length > 0
  } catch {
    return false
  }
}
