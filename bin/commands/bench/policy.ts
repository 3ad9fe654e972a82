import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '#server/platform/env.ts'
import { activePolicy } from '#server/policy/index.ts'
import type { Figure } from './figure.ts'
import { atMost, quantile, told } from './figure.ts'

const warmUps = 50
const rounds = 500
/** Milliseconds of one evaluation of everything the policy knows. */
const limitMs = 15

/** Evaluates the verdict on the facts that every Rego test starts from. */
export async function measurePolicy(): Promise<Figure[]> {
  const loading = performance.now()
  const policy = await activePolicy()
  const loadedMs = Math.round((performance.now() - loading) * 10) / 10
  const text = readFileSync(join(packageRoot, 'policies/fixtures/change/facts.json'), 'utf8')
  const facts: unknown = JSON.parse(text.replaceAll('a'.repeat(64), policy.digest))
  const times: number[] = []
  for (let round = 0; round < warmUps + rounds; round++) {
    const begun = performance.now()
    const { allow } = policy.evaluate('guard/verdict', facts)
    if (!allow) throw new Error('the policy does not allow what its own tests allow')
    if (round >= warmUps) times.push(performance.now() - begun)
  }
  return [
    told({ name: 'loading and checking the policy', value: loadedMs, unit: 'ms' }),
    told({ name: 'one verdict, median', value: quantile(times, 0.5), unit: 'ms' }),
    atMost(limitMs, { name: 'one verdict, 99 of 100', value: quantile(times, 0.99), unit: 'ms' }),
  ]
}
