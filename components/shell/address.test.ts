import { expect, it } from 'vitest'
import { addressOf, shapeOf } from './address.ts'

it('reads the same address the same, however it is written', () => {
  const written = ['/policies?q=a+b', '/policies?q=a%20b', 'https://portal.example/policies?q=a+b#rules']
  expect(new Set(written.map((url) => addressOf(url).whole)).size).toBe(1)
  expect(addressOf('/inbox?').whole).toBe(addressOf('/inbox').whole)
  expect(addressOf('/inbox?x=1').whole).not.toBe(addressOf('/inbox').whole)
})

it.each([
  ['/', 'panels'],
  ['/intents', 'rows'],
  ['/intents/new', 'form'],
  ['/intents/chg_1', 'detail'],
  ['/inbox', 'rows'],
  ['/inbox/req_1', 'detail'],
  ['/deployments/rol_1', 'detail'],
  ['/policies', 'rows'],
  ['/policies/decisions', 'rows'],
  ['/policies/decisions/ver_1', 'detail'],
  ['/ledger/verify', 'form'],
  ['/lineage/chg_1', 'detail'],
  ['/halt', 'form'],
  ['/status', 'panels'],
  ['/people', 'panels'],
])('%s is on its way as %s', (path, shape) => expect(shapeOf(path)).toBe(shape))
