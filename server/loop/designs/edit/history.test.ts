import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestOf } from '#server/platform/digest.ts'
import type { Command } from './commands.ts'
import { begin, commandsOf, type History, perform, redo, replay, undo } from './history.ts'
import { anyCommand } from './testing/any-command.ts'
import { harbourDesign } from './testing/harbour.ts'

const design = harbourDesign()
const rename = (name: string): Command => ({ do: 'rename', id: 'api', name })

function performed(history: History, ...commands: Command[]): History {
  const done = perform(history, commands)
  if (!done.allowed) throw new Error(done.sentence)
  return done.history
}

const repeat = (times: number, act: (history: History) => History, history: History) =>
  Array.from({ length: times }).reduce<History>((now) => act(now), history)

describe('a history', () => {
  it('takes several commands of one act back as one', () => {
    const once = performed(begin(design), rename('One'), { do: 'setKind', id: 'api', kind: 'page' })
    expect(once.done).toHaveLength(1)
    expect(undo(once).spec).toEqual(design)
  })

  it('does nothing at all when one of several commands cannot be done', () => {
    expect(perform(begin(design), [rename('One'), { do: 'remove', id: 'nobody' }])).toMatchObject({
      allowed: false,
      reason: 'unknownComponent',
    })
  })

  it('forgets what was taken back once something else is done', () => {
    const branched = performed(undo(performed(begin(design), rename('One'))), rename('Two'))
    expect(redo(branched)).toBe(branched)
  })

  it('stays as it is where there is nothing to take back or do again', () => {
    const fresh = begin(design)
    expect(undo(fresh)).toBe(fresh)
    expect(redo(fresh)).toBe(fresh)
  })

  it('goes all the way back and there again, digest by digest', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 15 }), (commands) => {
        const end = replay(
          design,
          commands.map((command) => [command]),
        )
        const start = repeat(end.done.length, undo, end)
        expect(digestOf(start.spec)).toBe(digestOf(design))
        expect(digestOf(repeat(end.done.length, redo, start).spec)).toBe(digestOf(end.spec))
      }),
    )
  })

  it('is told whole by its commands: the same edits elsewhere give the same design', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 15 }), (commands) => {
        const steps = commands.map((command) => [command])
        const history = replay(design, steps)
        const elsewhere = perform(begin(design), commandsOf(history))
        expect(elsewhere.allowed && digestOf(elsewhere.history.spec)).toBe(digestOf(history.spec))
      }),
    )
  })
})
