import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '#server/platform/env.ts'
import { activePolicy } from './active.ts'
import { allowedFacts } from './testing/fixtures.ts'

/** The same facts to OPA's own program and to our wasm. Where no `opa` is on the PATH, the title says what was not compared. */

const manifest = readFileSync(join(packageRoot, 'policies', 'dist', 'manifest.json'), 'utf8')
const wanted = manifest.match(/"opaVersion": "([^"]+)"/)?.[1] ?? ''
const native = spawnSync('opa', ['version'], { encoding: 'utf8' }).stdout?.includes(`Version: ${wanted}\n`) ?? false

describe('OPA’s own program and our wasm', () => {
  if (!native) {
    it(`NOT COMPARED: no opa ${wanted} on the PATH; the wasm was still built by that version’s compiler`, () => {
      expect(wanted).toMatch(/^1\.\d+\.\d+$/)
    })
    return
  }

  it.each(['change', 'human', 'deployment', 'processing'] as const)(
    'say the same of %s facts, whole or torn',
    async (name) => {
      const policy = await activePolicy()
      const facts = allowedFacts(name, policy.digest)
      for (const input of [facts, { ...facts, evidence: facts.evidence.slice(1) }, { ...facts, evidence: [] }]) {
        expect(canonicalize(sorted(nativeVerdict(input)))).toBe(canonicalize(policy.evaluate('guard/verdict', input)))
      }
    },
  )
})

function nativeVerdict(input: unknown): unknown {
  const arguments_ = ['eval', '-I', '-f', 'raw', '-d', 'policies', 'data.guard.verdict']
  return JSON.parse(
    execFileSync('opa', arguments_, { cwd: packageRoot, input: JSON.stringify(input), encoding: 'utf8' }),
  )
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(sorted).sort((a, b) => ((canonicalize(a) ?? '') < (canonicalize(b) ?? '') ? -1 : 1))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, sorted(each)]))
}
