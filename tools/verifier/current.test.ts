import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { verifierFile, verifierText } from './text.ts'

it('the committed verifier is made of today’s sources', async () => {
  expect(readFileSync(verifierFile, 'utf8')).toBe(await verifierText())
})

it('needs nothing but Node', () => {
  const imports = [...readFileSync(verifierFile, 'utf8').matchAll(/from\s*"([^"]+)"/g)].map(([, name]) => name)
  expect(imports.filter((name) => !name?.startsWith('node:'))).toEqual([])
  expect(imports).toContain('node:crypto')
})
