import * as en from '#components/messages/en.ts'
import type { ChangeLine } from '#server/loop/change/vocabulary.ts'
import { placeGroups } from './place-groups.ts'

const { newIntent } = en.shell
const words = en.keyboard

/** Where a command leads; without an address it shows the shortcuts. */
export interface Command {
  id: string
  label: string
  aside: string
  href: string | null
}

export interface CommandGroup {
  value: string
  items: readonly Command[]
}

const shortcuts: Readonly<Record<string, string>> = { '/': 'g h', '/inbox': 'g i' }

const pages: readonly Command[] = placeGroups
  .flatMap(({ places }) => places.map(({ href, label }) => ({ href, label })))
  .filter(({ href }) => href !== '/halt')
  .map(({ href, label }) => ({ id: href, label, aside: shortcuts[href] ?? '', href }))

const actions: readonly Command[] = [
  { id: 'new', label: newIntent, aside: 'g n', href: '/intents/new' },
  { id: 'halt', label: words.haltPage, aside: '', href: '/halt' },
  { id: 'keys', label: words.keys, aside: '?', href: null },
]

type Line = Pick<ChangeLine, 'id' | 'title' | 'state'>

/** Everything that can be reached by its name: pages, acts, and the intents that were read. */
export function commandGroups(changes: readonly Line[]): CommandGroup[] {
  return [
    { value: words.pages, items: pages },
    { value: words.actions, items: actions },
    { value: words.intents, items: changes.map(intentCommand) },
  ].filter(({ items }) => items.length > 0)
}

function intentCommand({ id, title, state }: Line): Command {
  const standing = en.changes.states[state as keyof typeof en.changes.states] ?? state
  return { id, label: title, aside: standing, href: `/intents/${id}` }
}

/** Every word that was typed occurs in the label or begins the id, in any order. */
export function isMeant({ id, label }: Pick<Command, 'id' | 'label'>, typed: string): boolean {
  const sought = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return sought.every((word) => label.toLowerCase().includes(word) || id.toLowerCase().startsWith(word))
}
