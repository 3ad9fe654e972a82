import * as en from '#components/messages/en.ts'
import type { Difference } from '#server/loop/designs/edit/index.ts'

const words = en.designReview.difference
const kinds = en.designs.kinds

/** A difference as sentences: one for each thing that changed in it. */
export function sentencesOf(difference: Difference): string[] {
  switch (difference.part) {
    case 'component':
      return ofComponent(difference)
    case 'connection':
      return [ofConnection(difference)]
    case 'text':
      return [words.text(difference.field)]
    case 'line':
      return [words.line[difference.how](difference.field, difference.line)]
  }
}

function ofComponent(difference: Extract<Difference, { part: 'component' }>): string[] {
  if (difference.how !== 'changed') {
    const { name, kind } = difference.component
    return [difference.how === 'added' ? words.component.added(name, kinds[kind]) : words.component.removed(name)]
  }
  const { before, after } = difference
  const data = (classes: readonly string[]) => classes.join(', ') || words.noData
  return [
    before.name !== after.name && words.renamed(before.name, after.name),
    before.kind !== after.kind && words.kind(after.name, kinds[before.kind], kinds[after.kind]),
    data(before.dataClasses) !== data(after.dataClasses) &&
      words.data(after.name, data(before.dataClasses), data(after.dataClasses)),
  ].filter((sentence) => typeof sentence === 'string')
}

function ofConnection(difference: Extract<Difference, { part: 'connection' }>): string {
  const { from, to } = difference
  switch (difference.how) {
    case 'added':
      return words.connection.added(from, to, difference.protocol)
    case 'removed':
      return words.connection.removed(from, to)
    case 'changed':
      return words.connection.changed(from, to, difference.before, difference.after)
  }
}
