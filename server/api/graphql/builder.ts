import SchemaBuilder from '@pothos/core'
import ComplexityPlugin from '@pothos/plugin-complexity'
import DataloaderPlugin from '@pothos/plugin-dataloader'
import RelayPlugin from '@pothos/plugin-relay'
import ScopeAuthPlugin from '@pothos/plugin-scope-auth'
import type { ReadPermission } from '#server/identity/index.ts'
import type { Reflected } from '#server/loop/ledger/graph/vocabulary.ts'
import { Failure } from '#server/platform/errors.ts'
import type { Caller } from './caller.ts'

/** A scope of a token is a permission to read; whether the person has it is asked by the verb behind the field. */
export const builder = new SchemaBuilder<{
  Context: Caller
  AuthScopes: { read: ReadPermission }
  Connection: { reflects: Reflected }
  DefaultFieldNullability: false
  DefaultEdgesNullability: false
  DefaultNodeNullability: false
  Scalars: {
    DateTime: { Input: string; Output: string }
    JSON: { Input: unknown; Output: unknown }
  }
}>({
  // Scopes are asked before anything else of a field happens.
  plugins: [ScopeAuthPlugin, RelayPlugin, DataloaderPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  scopeAuth: {
    authScopes: ({ scopes }) => ({ read: (permission) => scopes === null || scopes.has(permission) }),
    unauthorizedError: (_parent, _caller, _info, { failure }) => beyondScope(failure),
  },
  relay: {
    nodeQueryOptions: { authScopes: { read: 'ledger.read' }, complexity: 2 },
    nodesQueryOptions: false,
    edgesFieldOptions: { nullable: false, complexity: { field: 1, multiplier: 1 } },
    nodeFieldOptions: { nullable: false },
  },
  complexity: { defaultComplexity: 1, defaultListMultiplier: 5 },
})

function beyondScope(failure: object): Failure {
  const scope = 'parameter' in failure ? String(failure.parameter) : 'that this field needs'
  return new Failure(
    'forbidden',
    'beyondScope',
    `This token has not the scope ${scope}. Make one that has: dominion token create NAME --scope ${scope}.`,
  )
}
