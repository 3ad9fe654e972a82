import { parseArgs } from 'node:util'
import { askErasure, confirmErasure, retentionStatus, withdrawRemoval } from '#server/retention/index.ts'
import { mayConfirm } from '#server/retention/machine.ts'
import { type ErasureGround, erasureGrounds, type RemovalLine } from '#server/retention/vocabulary.ts'
import { type Command, exitCodes, print, table, UsageError } from './command.ts'
import { signedIn, withInstance } from './instance.ts'

const usage = `
Usage: dominion erase request PERSON --ground GROUND [--json]   the first of two people asks
       dominion erase confirm REQUEST [--json]                  another person confirms: it is done, for good
       dominion erase withdraw REQUEST [--json]
       dominion erase list [--json]

Destroys the key of everything the ledger holds of a person, and their words everywhere else. Old proofs go on holding.

  GROUND   ${erasureGrounds.join(', ')}
`

export const command: Command = {
  usage,
  async run(argv) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { ground: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const [action, target] = positionals
    const act = action === 'list' ? list : actions[action as keyof typeof actions]
    if (!act || (!target && act !== list)) throw new UsageError('Say what: request PERSON, confirm REQUEST, or list.')
    return await withInstance(() => act(target ?? '', values))
  },
}

interface Options {
  json: boolean
  ground?: string | undefined
}

const actions = { request, confirm, withdraw }

async function request(personId: string, { json, ground }: Options): Promise<number> {
  const result = await askErasure(await signedIn(), { personId, ground: groundOf(ground) })
  const next = `dominion erase confirm ${result.removalId}`
  print(json, result, [`Asked for. Nothing is erased yet; another person must confirm it: ${next}`])
  return exitCodes.done
}

async function confirm(removalId: string, { json }: Options): Promise<number> {
  const result = await confirmErasure(await signedIn(), { removalId })
  print(json, result, [`Erased: ${result.disclosures} disclosures and ${result.texts} kept texts no longer open.`])
  return exitCodes.done
}

async function withdraw(removalId: string, { json }: Options): Promise<number> {
  const result = await withdrawRemoval(await signedIn(), { removalId })
  print(json, result, ['Withdrawn. Nothing was erased.'])
  return exitCodes.done
}

async function list(_: string, { json }: Options): Promise<number> {
  const actor = await signedIn()
  const { removals } = await retentionStatus(actor, {})
  const lines = removals.map((removal) => [...lineOf(removal), standing(removal, actor.id)])
  print(json, removals, lines.length > 0 ? table(lines) : ['Nothing was asked for.'])
  return exitCodes.done
}

const lineOf = ({ id, kind, target, ground, state, requestedBy }: RemovalLine) => [
  id,
  state,
  `${kind} ${target}`,
  ground,
  `asked by ${requestedBy}`,
]

/** What this person could do, in the words the page has. */
function standing(removal: RemovalLine, personId: string): string {
  if (removal.state !== 'requested') return ''
  const may = mayConfirm(personId, removal)
  return may.allowed ? 'You may confirm it.' : may.sentence
}

function groundOf(text: string | undefined): ErasureGround {
  const ground = erasureGrounds.find((each) => each === text)
  if (!ground) throw new UsageError(`--ground takes one of ${erasureGrounds.join(', ')}.`)
  return ground
}
