import { describe, expect, it } from 'vitest'
import { lineageAddress, lineageView, listAddress, listHref } from './address.ts'

describe('the address of the ledger', () => {
  it.each([
    [{}, { kind: null, before: null }],
    [
      { kind: 'approval', before: '12' },
      { kind: 'approval', before: 12 },
    ],
    [
      { kind: ['build', 'check'], before: '-1' },
      { kind: 'build', before: null },
    ],
    [
      { kind: ' ', before: 'soon' },
      { kind: null, before: null },
    ],
  ])('reads %j', (asked, address) => expect(listAddress(asked)).toEqual(address))

  it('comes back from what it was read as', () => {
    const address = { kind: 'kill-switch', before: 7 }
    const asked = Object.fromEntries(new URL(listHref(address), 'http://localhost').searchParams)
    expect(listAddress(asked)).toEqual(address)
  })

  it('goes two steps unless it says how many', () => {
    const depths = [{ depth: '1' }, { depth: 'all' }, { depth: '4' }, {}].map((asked) => lineageAddress(asked).depth)
    expect(depths).toEqual(['1', 'all', '2', '2'])
  })

  it('shows the graph unless it names another view', () => {
    expect([{ view: 'table' }, { view: 'sideways' }, {}].map(lineageView)).toEqual(['table', 'graph', 'graph'])
  })
})
