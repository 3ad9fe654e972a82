import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestOf } from '#server/platform/digest.ts'
import { apply } from './apply.ts'
import type { Command } from './commands.ts'
import type { CommandRefusal } from './refusals.ts'
import { anyCommand } from './testing/any-command.ts'
import { harbourDesign } from './testing/harbour.ts'

const design = harbourDesign()
const sql = { from: 'api', to: 'database', protocol: 'SQL' }
const gateway = { id: 'gateway', kind: 'api', name: 'Gateway', dataClasses: [] } as const
const component = (change: object) => ({ ...gateway, dataClasses: [], ...change })

function after(command: Command) {
  const applied = apply(design, command)
  if (!applied.allowed) throw new Error(applied.sentence)
  return applied
}

describe('a command', () => {
  it('adds a component, and removing it takes that back', () => {
    const { spec, inverse } = after({ do: 'addComponent', component: component({}) })
    expect(spec.components.at(-1)).toEqual(gateway)
    expect(inverse).toEqual({ do: 'remove', id: 'gateway' })
  })

  it('removes a component with every connection of it', () => {
    const { spec } = after({ do: 'remove', id: 'api' })
    expect(spec.components.map(({ id }) => id)).toEqual(['caller', 'database'])
    expect(spec.relations).toEqual([])
  })

  it('changes one connection and leaves the others where they were', () => {
    const { spec } = after({ do: 'setProtocol', relation: sql, protocol: 'SQL over a socket' })
    expect(spec.relations).toEqual([design.relations[0], { ...sql, protocol: 'SQL over a socket' }])
  })

  it('leaves the design it was given as it is', () => {
    const before = digestOf(design)
    after({ do: 'remove', id: 'api' })
    expect(digestOf(design)).toBe(before)
  })

  it.each<[string, Command, CommandRefusal]>([
    ['an id that is taken', { do: 'addComponent', component: component({ id: 'api' }) }, 'duplicateId'],
    ['an id that is none', { do: 'addComponent', component: component({ id: 'Not an id' }) }, 'badId'],
    ['a component without a name', { do: 'addComponent', component: component({ name: ' ' }) }, 'noName'],
    ['a name without end', { do: 'rename', id: 'api', name: 'x'.repeat(81) }, 'tooLong'],
    ['a name for nobody', { do: 'rename', id: 'nobody', name: 'Name' }, 'unknownComponent'],
    ['the name it has', { do: 'rename', id: 'api', name: 'Berths API' }, 'nothingChanged'],
    ['too many data classes', { do: 'setDataClasses', id: 'api', dataClasses: Array(13).fill('x') }, 'tooLong'],
    ['removing nobody', { do: 'remove', id: 'nobody' }, 'unknownComponent'],
    ['connecting to nobody', { do: 'connect', relation: { ...sql, to: 'nobody' } }, 'unknownComponent'],
    ['connecting to itself', { do: 'connect', relation: { ...sql, to: 'api' } }, 'selfConnection'],
    ['connecting twice', { do: 'connect', relation: sql }, 'alreadyConnected'],
    ['connecting without saying how', { do: 'connect', relation: { ...sql, protocol: ' ' } }, 'noProtocol'],
    ['disconnecting what is not', { do: 'disconnect', relation: { ...sql, protocol: 'HTTP' } }, 'unknownRelation'],
    ['a design without a title', { do: 'setText', field: 'title', text: '' }, 'noTitle'],
    ['a title without end', { do: 'setText', field: 'title', text: 'x'.repeat(121) }, 'tooLong'],
    ['the lines there are', { do: 'setLines', field: 'threats', lines: design.threats }, 'nothingChanged'],
  ])('refuses %s', (_, command, reason) => {
    expect(apply(design, command)).toMatchObject({ allowed: false, reason })
  })
})

it('is taken back exactly by its inverse, whatever was done before it', () => {
  fc.assert(
    fc.property(fc.array(anyCommand, { maxLength: 12 }), fc.boolean(), (commands, doubled) => {
      // Designs that others made may say a thing twice.
      let spec = doubled ? harbourDesign({ relations: [sql, ...design.relations] }) : design
      for (const command of commands) {
        const done = apply(spec, command)
        if (!done.allowed) continue
        const back = apply(done.spec, done.inverse)
        expect(back.allowed && digestOf(back.spec)).toBe(digestOf(spec))
        spec = done.spec
      }
    }),
  )
})

it('never touches what was asked and what code is held to', () => {
  fc.assert(
    fc.property(fc.array(anyCommand, { maxLength: 12 }), (commands) => {
      const end = commands.reduce((spec, command) => {
        const done = apply(spec, command)
        return done.allowed ? done.spec : spec
      }, design)
      for (const part of ['service', 'intent', 'openapi', 'operations', 'entities', 'schemaChanges', 'author'] as const)
        expect(end[part]).toEqual(design[part])
    }),
  )
})
