import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { encode, readDer, tags, timeOf } from './der.ts'
import { certificatesIn, httpAuthority } from './http.ts'
import { hasOpenssl, type OpensslAuthority, opensslAuthority } from './testing/openssl-authority.ts'
import { verifyToken } from './token.ts'

const scratch = mkdtempSync(join(tmpdir(), 'tsa-'))
const local: OpensslAuthority | null = hasOpenssl() ? await opensslAuthority(join(scratch, 'authority')) : null
afterAll(() => {
  local?.close()
  rmSync(scratch, { recursive: true })
})

const bytes = Buffer.from('the head of a log\n')
const soon = () => AbortSignal.timeout(20_000)

function ofAuthority({ url, rootsFile, behave, answer }: OpensslAuthority): void {
  const authority = httpAuthority({ url: `${url}?key=secret`, rootsFile })
  beforeEach(() => behave(async (query) => ({ status: 200, body: answer(query) })))

  it('gives a token that we verify, and so does openssl', async () => {
    const { token, at } = await authority.stamp(bytes, soon())
    expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(60_000)
    expect(authority.name).toBe(url)
    const [data, file] = [join(scratch, 'data'), join(scratch, 'token')]
    writeFileSync(data, bytes)
    writeFileSync(file, token)
    const argv = ['ts', '-verify', '-data', data, '-in', file, '-token_in', '-CAfile', rootsFile]
    expect(execFileSync('openssl', argv, { stdio: 'pipe' }).toString()).toContain('Verification: OK')
  })

  it('gives a token that says nothing else after any one byte of it changed', async () => {
    const { token, at: moment } = await authority.stamp(bytes, soon())
    const expected = { bytes, nonce: null, roots: certificatesIn(rootsFile) }
    let unnoticed = 0
    for (let at = 0; at < token.length; at++) {
      const changed = Uint8Array.from(token)
      changed[at] = (changed[at] ?? 0) ^ 1
      const said = attempt(() => verifyToken(changed, expected))
      if (said === null) continue
      expect(said).toEqual(moment)
      unnoticed++
    }
    // What CMS leaves outside the signature: version numbers, algorithm names, the signer's issuer and serial number.
    expect(unnoticed / token.length).toBeLessThan(0.1)
  })

  it.each<[string, (query: Buffer) => Promise<{ status: number; body: Buffer }>, RegExp]>([
    ['of other bytes', async (query) => granted(answer(withOtherImprint(query))), /imprint is of other bytes/],
    ['of an expired authority', async (query) => granted(answer(query, 'expired')), /was not valid at/],
    [
      'of a certificate for more than timestamps',
      async (query) => granted(answer(query, 'web')),
      /timestamps alone|500/,
    ],
    ['of an authority nobody trusts', async (query) => granted(answer(query, 'stranger')), /nobody trusted/],
    ['that is garbage', async () => granted(Buffer.from('<html>hello</html>')), /./],
    ['that is empty', async () => granted(Buffer.alloc(0)), /./],
    ['that goes on for ever', async () => granted(Buffer.alloc(70_000)), /longer than/],
    ['500', async () => ({ status: 500, body: Buffer.from('no') }), /answered 500/],
    ['that refuses', async () => granted(Buffer.from('30053003020102', 'hex')), /did not grant/],
  ])('is not believed when its answer is one %s', async (_, how, complaint) => {
    behave(how)
    await expect(authority.stamp(bytes, soon())).rejects.toThrow(complaint)
  })

  it('is not believed when it answers an earlier request again', async () => {
    let first: Buffer | undefined
    behave(async (query) => {
      first ??= answer(query)
      return granted(first)
    })
    await authority.stamp(bytes, soon())
    await expect(authority.stamp(bytes, soon())).rejects.toThrow('answers another request')
  })

  it('is given up when it is slow', async () => {
    behave(async () => {
      await pause(5_000)
      return granted(Buffer.alloc(0))
    })
    await expect(authority.stamp(bytes, AbortSignal.timeout(200))).rejects.toThrow(/abort|timeout/i)
  })
}

describe('a timestamp authority', () => {
  if (local) return ofAuthority(local)
  it('was not asked', async ({ annotate }) =>
    void (await annotate('openssl is not installed, so there is no authority here', 'notice')))
})

describe('DER', () => {
  it.each([
    ['cut short', '3005020101'],
    ['two elements', '020101020102'],
    ['a length without an end', '30800000'],
    ['nothing', ''],
  ])('of %s is refused', (_, hex) => expect(() => readDer(Buffer.from(hex, 'hex'))).toThrow())
  it.each([0, 1, 127, 128, 255, 256, 65_535])('of %i bytes reads back', (length) =>
    expect(readDer(encode(tags.octets, Buffer.alloc(length))).content.length).toBe(length),
  )
  it('tells a moment to the millisecond', () => {
    const element = readDer(encode(tags.time, Buffer.from('20261125173000.25Z')))
    expect(timeOf(element).toISOString()).toBe('2026-11-25T17:30:00.250Z')
  })
})

const granted = (body: Buffer) => ({ status: 200, body })

/** The same request about a digest that differs in one bit. */
function withOtherImprint(query: Buffer): Buffer {
  const other = Buffer.from(query)
  const at = other.indexOf(Buffer.from('0420', 'hex')) + 2
  other[at] = other.readUInt8(at) ^ 1
  return other
}

function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
