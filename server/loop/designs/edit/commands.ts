import type { DesignSpec } from '../schemas.ts'
import type { Command } from './schemas.ts'

/** What can be done to a design by hand. What was asked and what code is held to stay out of reach. Browser-safe. */

export type { Command } from './schemas.ts'
export type Component = DesignSpec['components'][number]
export type Relation = DesignSpec['relations'][number]

/** Takes back what a command did to the parts: each stands again where it stood. Made by commands, never sent. */
export interface Restore extends Pick<DesignSpec, 'components' | 'relations'> {
  do: 'restore'
}

export type Move = Command | Restore
