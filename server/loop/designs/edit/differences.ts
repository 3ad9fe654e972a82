import type { DesignSpec } from '../schemas.ts'
import type { Component, Relation } from './commands.ts'

/** One thing in which a design differs from another, for people to read as a sentence. */
export type Difference =
  | { part: 'component'; how: 'added' | 'removed'; component: Component }
  | { part: 'component'; how: 'changed'; before: Component; after: Component }
  | { part: 'connection'; how: 'added' | 'removed'; from: string; to: string; protocol: string }
  | { part: 'connection'; how: 'changed'; from: string; to: string; before: string; after: string }
  | { part: 'text'; how: 'changed'; field: 'title' | 'summary' | 'tradeOff' }
  | { part: 'line'; how: 'added' | 'removed'; field: 'testPlan' | 'threats'; line: string }

/** What was added, removed and changed, matched by id. Connections are named by what they connect. */
export function differences(before: DesignSpec, after: DesignSpec): Difference[] {
  return [
    ...componentDifferences(before, after),
    ...connectionDifferences(before, after),
    ...(['title', 'summary', 'tradeOff'] as const)
      .filter((field) => before[field] !== after[field])
      .map((field) => ({ part: 'text', how: 'changed', field }) as const),
    ...(['testPlan', 'threats'] as const).flatMap((field) => lineDifferences(field, before[field], after[field])),
  ]
}

/** How many of each, for those who only want to know how much. */
export function countsOf(all: readonly Difference[]): Record<Difference['how'], number> {
  const count = (how: Difference['how']) => all.filter((difference) => difference.how === how).length
  return { added: count('added'), removed: count('removed'), changed: count('changed') }
}

function componentDifferences(before: DesignSpec, after: DesignSpec): Difference[] {
  const find = (spec: DesignSpec, id: string) => spec.components.find((component) => component.id === id)
  return [
    ...after.components.flatMap((component): Difference[] => {
      const was = find(before, component.id)
      if (!was) return [{ part: 'component', how: 'added', component }]
      return isEqual(was, component) ? [] : [{ part: 'component', how: 'changed', before: was, after: component }]
    }),
    ...before.components
      .filter(({ id }) => !find(after, id))
      .map((component) => ({ part: 'component', how: 'removed', component }) as const),
  ]
}

function connectionDifferences(before: DesignSpec, after: DesignSpec): Difference[] {
  const named = (spec: DesignSpec, { from, to }: Pick<Relation, 'from' | 'to'>) => ({
    from: nameOf(spec, from),
    to: nameOf(spec, to),
  })
  const [gone, come] = [without(before.relations, after.relations), without(after.relations, before.relations)]
  const pairs = gone.flatMap((was) => {
    const only = (all: readonly Relation[]) => all.filter(({ from, to }) => from === was.from && to === was.to)
    const now = only(come)[0]
    return now && only(gone).length === 1 && only(come).length === 1 ? [{ was, now }] : []
  })
  return [
    ...pairs.map(({ was, now }): Difference => {
      const ends = named(after, now)
      return { part: 'connection', how: 'changed', ...ends, before: was.protocol, after: now.protocol }
    }),
    ...come
      .filter((each) => !pairs.some(({ now }) => now === each))
      .map((each) => ({ part: 'connection', how: 'added', ...named(after, each), protocol: each.protocol }) as const),
    ...gone
      .filter((each) => !pairs.some(({ was }) => was === each))
      .map(
        (each) => ({ part: 'connection', how: 'removed', ...named(before, each), protocol: each.protocol }) as const,
      ),
  ]
}

function lineDifferences(field: 'testPlan' | 'threats', before: readonly string[], after: readonly string[]) {
  return [
    ...without(after, before).map((line) => ({ part: 'line', how: 'added', field, line }) as const),
    ...without(before, after).map((line) => ({ part: 'line', how: 'removed', field, line }) as const),
  ]
}

function nameOf({ components }: DesignSpec, id: string): string {
  return components.find((component) => component.id === id)?.name ?? id
}

function without<Of>(all: readonly Of[], others: readonly Of[]): Of[] {
  return all.filter((each) => !others.some((other) => isEqual(each, other)))
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
