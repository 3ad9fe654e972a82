import { adrTrace } from './adr-trace.ts'
import { environment } from './environment.ts'
import { events } from './events.ts'
import { graphqlSchema } from './graphql-schema.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { readme } from './loop.ts'
import type { Page } from './page.ts'
import { policyRulesPage } from './policy-rules.ts'
import { predicateSchemas } from './predicate-schemas.ts'
import { sabotagePage } from './sabotage.ts'
import { states } from './states.ts'
import { permissions } from './who-may.ts'

/** Every page that follows from the code. */
export const pages: readonly Page[] = [
  readme,
  environment,
  permissions,
  ledgerEntries,
  ...predicateSchemas,
  graphqlSchema,
  policyRulesPage,
  events,
  states,
  sabotagePage,
  adrTrace,
]
