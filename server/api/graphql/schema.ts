import './checkpoints.ts'
import './entries.ts'
import './impact.ts'
import './lineage.ts'
import './scalars.ts'
import { builder } from './builder.ts'

/** The ledger as a graph, for programs: read only. */
export const schema = builder.toSchema()
