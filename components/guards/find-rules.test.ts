import { describe, expect, it } from 'vitest'
import type { PolicyRule } from '#server/loop/guards/vocabulary.ts'
import { findRules } from './find-rules.ts'

const rule = (id: string, title: string, controls: string[] = []): PolicyRule => ({
  ...{ id, title, controls, description: '', message: '', remediation: '', path: '' },
  ...{ package: 'security', severity: 'high', stage: 'change', origins: ['generated'], needs: ['diff'] },
})
const rules = [
  rule('security.planted_secret', 'No secret in code', ['SOC 2 CC6.1']),
  rule('licensing.unknown', 'Known'),
]
const found = (typed: string | null) => findRules(rules, typed).map(({ id }) => id)

describe('finding rules', () => {
  it('has all of them before anything is typed', () => {
    expect(found(null)).toHaveLength(2)
    expect(found('  ')).toHaveLength(2)
  })

  it.each([
    ['SECRET', ['security.planted_secret']],
    ['cc6.1 code', ['security.planted_secret']],
    ['licensing', ['licensing.unknown']],
    ['secret licensing', []],
  ])('has for %j %j', (typed, ids) => expect(found(typed)).toEqual(ids))
})
