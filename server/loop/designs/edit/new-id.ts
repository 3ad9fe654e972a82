import type { DesignSpec } from '../schemas.ts'
import type { Component } from './commands.ts'

/** An id that the design does not have yet. It says the kind and never a name: ids stand in records for good. */
export function newComponentId({ components }: Pick<DesignSpec, 'components'>, kind: Component['kind']): string {
  const taken = new Set(components.map(({ id }) => id))
  let number = 1
  while (taken.has(number === 1 ? kind : `${kind}-${number}`)) number++
  return number === 1 ? kind : `${kind}-${number}`
}
