import { describe, expect, it } from 'vitest'
import { harbourDesign } from '#server/loop/designs/edit/testing/harbour.ts'
import { rowAfter, rowOf, rowsOf } from './outline-rows.ts'

const design = harbourDesign()
const keys = (spec = design, ...folded: string[]) => rowsOf(spec, new Set(folded)).map(({ key }) => key)

describe('the outline', () => {
  it('has each component, and below it what it reaches and holds', () => {
    expect(keys()).toEqual([
      'caller',
      'caller to api by HTTP, JSON',
      'api',
      'api to database by SQL',
      'operation GET /berths',
      'database',
    ])
  })

  it('leaves out what is folded away, and still knows it', () => {
    expect(keys(design, 'api')).not.toContain('operation GET /berths')
    expect(rowOf(design, 'operation GET /berths')).toMatchObject({ kind: 'held', within: 'api' })
  })

  it('counts rows among their siblings', () => {
    expect(rowOf(design, 'api')).toMatchObject({ level: 1, position: 2, siblings: 3 })
    expect(rowOf(design, 'operation GET /berths')).toMatchObject({ level: 2, position: 2, siblings: 2 })
  })

  it('has a row of its own for every connection, also for a second of the same and one from nowhere', () => {
    const twice = { from: 'api', to: 'database', protocol: 'SQL' }
    const lost = { from: 'cache', to: 'api', protocol: 'events' }
    const shown = keys(harbourDesign({ relations: [twice, twice, lost] }))
    expect(shown).toContain('api to database by SQL')
    expect(shown).toContain('api to database by SQL 1')
    expect(shown.at(-1)).toBe('cache to api by events')
  })
})

describe('the choice', () => {
  const before = rowsOf(design, new Set())
  const without = (...gone: string[]) => before.filter(({ key }) => !gone.includes(key))
  it('stays where its row stays', () => expect(rowAfter(before, before, 'api')).toBe('api'))
  it('goes to the row that took its place', () =>
    expect(rowAfter(before, without('api'), 'api')).toBe('api to database by SQL'))
  it('goes to the last where nothing follows', () =>
    expect(rowAfter(before, without('database'), 'database')).toBe('operation GET /berths'))
  it('goes nowhere when nothing is left', () => expect(rowAfter(before, [], 'api')).toBeNull())
})
