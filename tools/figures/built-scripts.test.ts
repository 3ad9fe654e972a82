import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { scriptsOf, verdictOn } from './built-scripts.ts'

const build = mkdtempSync(join(tmpdir(), 'codex-dominion-build-'))
afterAll(() => rmSync(build, { recursive: true, force: true }))

function put(file: string, text: string): void {
  mkdirSync(dirname(join(build, file)), { recursive: true })
  writeFileSync(join(build, file), text)
}

/** Text that compresses to a little more than three quarters of this many bytes. */
const dense = (bytes: number, word = '') => `${word}${randomBytes(bytes / 2).toString('base64')}`

put('build-manifest.json', JSON.stringify({ rootMainFiles: ['root.js'], polyfillFiles: ['old.js'] }))
put('server/app/berths/page_client-reference-manifest.js', manifestOf(['root.js', 'page.js', 'page.css']))
put('server/app/berths/page/react-loadable-manifest.json', JSON.stringify({ 1: { files: ['drawing.js', 'a.css'] } }))
for (const [file, bytes] of [
  ['root.js', 60_000],
  ['page.js', 20_000],
  ['old.js', 90_000],
] as const)
  put(file, dense(bytes))
put('drawing.js', dense(40_000, 'a-picture'))
put('page.css', 'a {}')
put('a.css', 'a {}')

function manifestOf(files: readonly string[]): string {
  const told = JSON.stringify({ entryJSFiles: { layout: ['root.js'], page: files }, other: { nested: ['x] = {'] } })
  return `globalThis.__RSC_MANIFEST = globalThis.__RSC_MANIFEST || {};\nglobalThis.__RSC_MANIFEST["/berths/[id]/page"] = ${told};`
}

const names = (draws?: string) =>
  scriptsOf(build, { route: 'berths/page', ...(draws ? { draws } : {}) }).map(({ file }) => file)

describe('the scripts of a page', () => {
  it('are those of every page and its own, once each, the largest first', () => {
    expect(names()).toEqual(['root.js', 'page.js'])
  })

  it('count what it fetches to draw', () => expect(names('a-picture')).toEqual(['root.js', 'drawing.js', 'page.js']))

  it('are not weighed without what it is said to draw', () => expect(() => names('no-picture')).toThrow(/too little/))

  it('are not weighed where there is no such page', () => {
    expect(() => scriptsOf(build, { route: 'gone/page' })).toThrow(/ENOENT/)
  })
})

describe('a page that grows', () => {
  const chunks = scriptsOf(build, { route: 'berths/page' })
  const weight = chunks.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000

  it('is let be up to its budget', () => expect(verdictOn('berths', { limit: weight }, chunks).ok).toBe(true))

  it('fails beyond it, and says what weighs most', () => {
    const { ok, line } = verdictOn('berths', { limit: weight - 0.1 }, chunks)
    expect(ok).toBe(false)
    expect(line).toMatch(/berths {2}TOO MUCH; the largest: root\.js [\d.]+ KB, page\.js [\d.]+ KB$/)
  })

  it('is let be a while longer where that is said, and says why', () => {
    const limit = weight / 2
    const until = (most: number) => verdictOn('berths', { limit, meanwhile: { limit: most, why: 'of tides' } }, chunks)
    expect(until(weight)).toMatchObject({
      ok: true,
      line: expect.stringMatching(/OVER, let be up to [\d.]+: of tides$/),
    })
    expect(until(weight - 0.1).ok).toBe(false)
  })
})
