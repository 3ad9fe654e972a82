import * as z from 'zod/mini'
import { ChangeFacts } from './change.ts'
import { ClassificationFacts } from './classification.ts'
import { DeploymentFacts } from './deployment.ts'
import { ProcessingFacts } from './processing.ts'

export {
  ChangedFile,
  ChangeFacts,
  Component,
  MigrationStatement,
  PersonalField,
} from './change.ts'
export { ClassificationFacts, Term } from './classification.ts'
export { DeploymentFacts } from './deployment.ts'
export { Evidence } from './head.ts'
export { ConsentFacts, ProcessingFacts } from './processing.ts'

export const DecisionFacts = z.discriminatedUnion('stage', [ChangeFacts, DeploymentFacts, ProcessingFacts])
export type DecisionFacts = z.infer<typeof DecisionFacts>

/** The input each entrypoint takes; anything else is refused before Rego runs. */
export const inputOf = {
  'guard/verdict': DecisionFacts,
  'autonomy/classification': ClassificationFacts,
} as const

/** What `opa check` reads: one JSON Schema per kind of input, written to policies/schemas/<name>/schema.json. */
export const checkedSchemas = {
  change: ChangeFacts,
  deployment: DeploymentFacts,
  processing: ProcessingFacts,
  classification: ClassificationFacts,
} as const
