import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { secretsInLine } from './secret-rules.ts'
import { checkSecrets } from './secrets.ts'

/** Put together here so that no scanner, ours included, finds them in this file. None was ever valid. */
const join_ = (...parts: string[]) => parts.join('')
const planted: [string, string][] = [
  ['privateKey', join_('-----BEGIN OPENSSH ', 'PRIVATE KEY-----')],
  ['privateKey', join_('-----BEGIN RSA ', 'PRIVATE KEY-----')],
  ['aws', join_('const id = "AKIA', 'IOSFODNN7ZQ3WXYZ"')],
  ['awsSecret', join_('aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/', 'bPxRfiCYzA8d2kQ9Lm')],
  ['github', join_('token: ghp_', 'a8Kd93kfLs02mXc7Qp41vBn6Tz5Yw2RuEi9O')],
  ['gitlab', join_('glpat-', 'xY7zK2mN9pQ4rS6tU8vW')],
  ['anthropic', join_('key=sk-ant-', 'api03-Zk3mP9xQ2vL7nB5cT8wR')],
  ['openai', join_('OPENAI="sk-proj-', 'T9vK2mN4pQ6rS8tU0vW1xY3zA5bC7dE"')],
  ['slack', join_('xoxb-', '2718281828-314159265-aBcDeFgHiJkL')],
  ['stripe', join_('sk_live_', '4eC39HqLyjWDarjtT1zdp7dc')],
  ['google', join_('AIza', 'SyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY')],
  ['npm', join_('//registry.npmjs.org/:_authToken=', 'f3b1c2d4e5a6978812')],
  ['sendgrid', join_('SG.', 'ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf-09kqeF8tAmbihYzrnopKc-1s5cr')],
  ['azure', join_('AccountKey=', 'Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4MTIz==')],
  ['jwt', join_('eyJhbGciOiJIUzI1NiJ9.', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0.', 'dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P')],
  ['url', join_('postgres://harbour:', 'kV9-qTz2@db.internal:5432/harbour')],
  ['assigned', join_("password: '", "Tr0ub4dor&3x'")],
  ['assigned', join_('"clientSecret": "', 'p8Lm2Qx9Vt4Z"')],
  ['variable', join_('SMTP_PASSWORD=', 'q7Xv2Lm9Tz')],
  ['entropy', join_('send("', 'q8ZrT2xKv9LmN4bWc7YpD3sHfJ6gAe1UoXi5RtVy")')],
]

const harmless = [
  "const password = process.env.PASSWORD ?? ''",
  "password: 'example-password'",
  'PGPASSWORD=$PGPASSWORD',
  'DATABASE_PASSWORD=changeme-please',
  'postgresql://user:password@127.0.0.1:5432/harbour',
  ['const url = `postgres://$', '{user}:$', '{password}@$', '{host}/x`'].join(''),
  '"integrity": "sha512-AbCdEfGhIjKlMnOpQrStUvWxYz0123456789+/AbCdEfGhIjKlMnOpQrStUvWxYz0123456789=="',
  "import { tokenKind } from './token.ts'",
  "tokenType: 'access_token'",
  'const digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"',
  "id: '01936f0c-7a5b-7c4e-9b1d-2f3a4b5c6d7e'",
  "imo: '9074729', container: 'MSKU1234565'",
  'AKIA in a sentence about access keys',
  "pattern: '^[A-Z]{3}[0-9]{7}$'",
  '<path d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM4 12h16" />',
]

describe('looking for credentials', () => {
  it.each(planted)('finds %s', (rule, line) => {
    expect(secretsInLine(line).map((hit) => hit.rule)).toContain(`secret.${rule}`)
  })

  it.each(harmless)('lets pass: %s', (line) => expect(secretsInLine(line)).toEqual([]))
})

describe('looking through a tree', () => {
  const root = mkdtempSync(join(tmpdir(), 'secrets-'))
  const [, key = ''] = planted[0] ?? []
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  it('names file and line and never the value, skips packages, follows no link', async () => {
    mkdirSync(join(root, 'a/b'), { recursive: true })
    mkdirSync(join(root, 'node_modules/x'), { recursive: true })
    mkdirSync(join(root, '../secrets-outside'), { recursive: true })
    writeFileSync(join(root, 'a/b/c.txt'), `one\n\n${key}\n`)
    writeFileSync(join(root, 'node_modules/x/y.txt'), key)
    writeFileSync(join(root, 'image.bin'), Buffer.concat([Buffer.alloc(10), Buffer.from(key)]))
    symlinkSync('/etc', join(root, 'etc'))
    const result = await checkSecrets(root, new AbortController().signal)
    expect(result).toMatchObject({ completed: true, passed: false, measures: { filesScanned: 2 } })
    expect(result.findings).toEqual([
      { rule: 'secret.privateKey', message: expect.any(String), path: 'a/b/c.txt', line: 3 },
    ])
    expect(JSON.stringify(result)).not.toContain('OPENSSH')
  })

  it('has not completed when there was nothing to look at, or something too large', async () => {
    const empty = join(root, 'empty')
    mkdirSync(empty)
    expect(await checkSecrets(empty, new AbortController().signal)).toMatchObject({ completed: false, passed: false })
    writeFileSync(join(empty, 'big.txt'), Buffer.alloc(5_000_001, 'x'))
    writeFileSync(join(empty, 'small.txt'), 'x')
    expect(await checkSecrets(empty, new AbortController().signal)).toMatchObject({
      completed: false,
      measures: { filesTooLarge: 1 },
    })
  })
})
