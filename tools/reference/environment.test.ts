import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Environment } from '#server/platform/env.ts'
import { environmentPage, environmentReference } from './environment.ts'

describe('docs/reference/environment.md', () => {
  it('is what the code says: otherwise run node tools/reference/write.ts', () => {
    expect(readFileSync(environmentPage, 'utf8')).toBe(environmentReference())
  })

  it.each(Object.keys(Environment.shape))('says what %s does', (name) => {
    expect(environmentReference()).toMatch(new RegExp(`\`${name}\` \\|.*\\| \\S.{10,} \\|`))
  })
})
