import { parseArgs } from 'node:util'
import type { PersonActor, Role } from '#server/identity/index.ts'
import {
  decline,
  type InboxPage,
  inbox,
  type RequestView,
  readRequest,
  sign,
} from '#server/loop/autonomy/approvals/index.ts'
import { type Command, exitCodes, print, table, UsageError } from './command.ts'
import { signedIn, withInstance } from './instance.ts'

const usage = `
Usage: dominion approve [--json]                                    what waits, most urgent first
       dominion approve REQUEST --digest PREFIX --reason TEXT [--role ROLE] [--decline] [--json]

  --digest PREFIX   at least 8 characters of the digest you read: you sign exactly that
  --reason TEXT     why, in a few words; it is recorded under your name
  --role ROLE       which slot, when you hold several roles
`

export const command: Command = {
  usage,
  async run(argv) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        digest: { type: 'string' },
        reason: { type: 'string' },
        role: { type: 'string' },
        decline: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    return await withInstance(async () => {
      const actor = await signedIn()
      const [requestId] = positionals
      return requestId ? await decide(actor, requestId, values) : await list(actor, values.json)
    })
  },
}

async function list(actor: PersonActor, json: boolean): Promise<number> {
  const requests = await everyOpen(actor)
  const rows = requests.map((request) => [
    request.id,
    request.tier,
    request.purpose,
    request.service,
    request.digest.slice(0, 12),
    slotsOf(request),
    request.title,
  ])
  print(json, requests, rows.length > 0 ? table(rows) : ['Nothing waits for an approval.'])
  return exitCodes.done
}

/** Page after page, until nothing is left. */
async function everyOpen(actor: PersonActor): Promise<RequestView[]> {
  const requests: RequestView[] = []
  let cursor: string | null = null
  do {
    const page: InboxPage = await inbox(actor, { view: 'open', cursor })
    requests.push(...page.requests)
    cursor = page.next
  } while (cursor !== null)
  return requests
}

function slotsOf({ slots }: RequestView): string {
  return slots.map(({ role, state, mayDecide }) => `${role}:${state}${mayDecide.allowed ? '*' : ''}`).join(' ')
}

async function decide(
  actor: PersonActor,
  requestId: string,
  values: { digest?: string; reason?: string; role?: string; decline: boolean; json: boolean },
): Promise<number> {
  const { digest = '', reason = '' } = values
  if (digest.length < 8) throw new UsageError('--digest needs at least 8 characters of what you read.')
  const request = await readRequest(actor, { requestId })
  const seenDigest = request.digest.startsWith(digest) ? request.digest : digest.padEnd(64, '0')
  const role = (values.role ?? ownSlot(request, actor)) as Role
  const input = { changeId: request.changeId, requestId, role, seenDigest, reason }
  const result = values.decline ? await decline(actor, input) : await sign(actor, input)
  print(values.json, result, [values.decline ? 'Declined.' : `Signed for ${role} over ${request.digest.slice(0, 12)}…`])
  return exitCodes.done
}

function ownSlot({ slots }: RequestView, actor: PersonActor): string {
  const slot = slots.find(({ role, state }) => state === 'waiting' && actor.roles.includes(role as Role))
  return slot?.role ?? actor.roles[0] ?? ''
}
