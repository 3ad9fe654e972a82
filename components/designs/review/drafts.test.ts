import { expect, it } from 'vitest'
import { begin, type Command, perform, redo, undo } from '#server/loop/designs/edit/index.ts'
import { harbourDesign } from '#server/loop/designs/edit/testing/harbour.ts'
import { type Draft, revive, textOf } from './drafts.ts'

const design = harbourDesign()
const specOf = (digest: string) => (digest === 'one' ? design : null)
const rename = (name: string): Command => ({ do: 'rename', id: 'api', name })

function draftOf(...commands: Command[]): Draft {
  const performed = commands.reduce((history, command) => {
    const done = perform(history, [command])
    return done.allowed ? done.history : history
  }, begin(design))
  return { digest: 'one', history: performed }
}

it('survives being written down: what was done, and what was taken back', () => {
  const kept = draftOf(rename('One'), rename('Two'))
  const revived = revive(textOf({ ...kept, history: undo(kept.history) }), specOf)
  expect(revived?.history.spec.components[1]?.name).toBe('One')
  expect(revived && redo(revived.history).spec).toEqual(kept.history.spec)
})

it.each([
  ['nothing', null],
  ['no JSON', '{'],
  ['something else', '{"digest":"one"}'],
  [
    'a command that nobody gives',
    '{"digest":"one","done":[[{"do":"restore","components":[],"relations":[]}]],"undone":[]}',
  ],
  ['a design that is not there', '{"digest":"two","done":[],"undone":[]}'],
])('is not read from %s', (_, text) => expect(revive(text, specOf)).toBeNull())
