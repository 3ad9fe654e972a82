import { parseArgs } from 'node:util'
import { liftHold, placeHold, retentionStatus } from '#server/retention/index.ts'
import { type HoldScope, holdScopes } from '#server/retention/vocabulary.ts'
import { type Command, exitCodes, print, table, UsageError } from './command.ts'
import { signedIn, withInstance } from './instance.ts'

const usage = `
Usage: dominion hold place SCOPE [TARGET] --reason TEXT [--json]   nothing it covers is removed
       dominion hold lift HOLD --reason TEXT [--json]
       dominion hold list [--json]

  SCOPE TARGET   person ID, change ID, shard NAME, or everything
`

export const command: Command = {
  usage,
  async run(argv) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { reason: { type: 'string', default: '' }, json: { type: 'boolean', default: false } },
    })
    const [action, first, second] = positionals
    const { json, reason } = values
    if (action === 'list') return await withInstance(() => list(json))
    if (action === 'place' && first)
      return await withInstance(() => place(scopeOf(first), second ?? null, reason, json))
    if (action === 'lift' && first) return await withInstance(() => lift(first, reason, json))
    throw new UsageError('Say what: place SCOPE, lift HOLD, or list.')
  },
}

async function place(scope: HoldScope, target: string | null, reason: string, json: boolean): Promise<number> {
  const result = await placeHold(await signedIn(), { scope, target, reason })
  print(json, result, [`Hold ${result.holdId} stands: nothing it covers is removed.`])
  return exitCodes.done
}

async function lift(holdId: string, reason: string, json: boolean): Promise<number> {
  const result = await liftHold(await signedIn(), { holdId, reason })
  print(json, result, [`Hold ${holdId} is lifted.`])
  return exitCodes.done
}

async function list(json: boolean): Promise<number> {
  const { holds } = await retentionStatus(await signedIn(), {})
  const lines = holds.map(({ id, scope, target, reason, liftedAt }) => [
    id,
    liftedAt ? 'lifted' : 'stands',
    [scope, target].filter(Boolean).join(' '),
    reason,
  ])
  print(json, holds, lines.length > 0 ? table(lines) : ['No hold was ever placed.'])
  return exitCodes.done
}

function scopeOf(text: string): HoldScope {
  const scope = holdScopes.find((each) => each === text)
  if (!scope) throw new UsageError(`SCOPE is one of ${holdScopes.join(', ')}.`)
  return scope
}
