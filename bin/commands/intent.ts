import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { PersonActor } from '#server/identity/index.ts'
import { withdraw } from '#server/loop/autonomy/approvals/index.ts'
import { amendChange, submitCommit } from '#server/loop/autonomy/human-made/index.ts'
import { type ChangeOverview, listChanges, readChange } from '#server/loop/autonomy/overview/index.ts'
import { rests } from '#server/loop/change/index.ts'
import { retry, submit } from '#server/loop/intents/index.ts'
import { type Command, exitCodes, print, table, UsageError } from './command.ts'
import { signedIn, withInstance } from './instance.ts'

const usage = `
Usage: dominion intent create --service NAME TEXT|- [--form FILE | --branch NAME] [--json]
       dominion intent watch CHANGE [--json]      follow it until nothing more happens by itself
       dominion intent list [--service NAME] [--mine] [--json]
       dominion intent withdraw CHANGE | retry CHANGE [--json]
       dominion intent amend CHANGE --branch NAME [--json]      your own content instead; what was signed lapses

  --form FILE     the structured form as JSON (IntentSpec); without it the words decide
  --branch NAME   your own commits, pushed to the workspace's repository: marked human-made, judged like any other
`

const options = {
  service: { type: 'string' },
  form: { type: 'string' },
  branch: { type: 'string' },
  mine: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

type Values = { service?: string; form?: string; branch?: string; mine: boolean; json: boolean }

export const command: Command = {
  usage,
  async run(argv) {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options })
    const [action, ...rest] = positionals
    return await withInstance(async () => {
      const actor = await signedIn()
      switch (action) {
        case 'create':
          return await create(actor, rest.join(' '), values)
        case 'watch':
          return await watch(actor, changeOf(rest), values.json)
        case 'list':
          return await list(actor, values)
        case 'withdraw':
          await withdraw(actor, { changeId: changeOf(rest) })
          print(values.json, { withdrawn: true }, ['Withdrawn.'])
          return exitCodes.done
        case 'retry':
          await retry(actor, { changeId: changeOf(rest) })
          print(values.json, { retried: true }, ['It is tried again.'])
          return exitCodes.done
        case 'amend':
          return await amend(actor, changeOf(rest), values)
        default:
          throw new UsageError('Say what: create, watch, list, amend, retry or withdraw.')
      }
    })
  },
}

function changeOf([changeId]: readonly string[]): string {
  if (!changeId) throw new UsageError('Name the change.')
  return changeId
}

async function create(actor: PersonActor, words: string, values: Values): Promise<number> {
  const text = words === '-' ? await readFile('/dev/stdin', 'utf8') : words
  if (!values.service || !text) throw new UsageError('create needs --service and the words.')
  if (values.branch) return await createFromBranch(actor, values.service, text, values.branch, values.json)
  const spec = values.form ? JSON.parse(await readFile(values.form, 'utf8')) : null
  const submitted = await submit(actor, { service: values.service, text, spec })
  const { changeId, kind, tier, reason, questions } = submitted
  print(values.json, submitted, [`${changeId}  ${kind}, ${tier}`, ...(reason ? [reason] : []), ...questions])
  return reason ? exitCodes.refused : exitCodes.done
}

async function createFromBranch(actor: PersonActor, service: string, text: string, branch: string, json: boolean) {
  const submitted = await submitCommit(actor, { service, branch, text })
  print(json, submitted, [`${submitted.changeId}  human-made, ${submitted.tier}`])
  return exitCodes.done
}

async function amend(actor: PersonActor, changeId: string, { branch, json }: Values): Promise<number> {
  if (!branch) throw new UsageError('amend needs --branch.')
  const amended = await amendChange(actor, { changeId, branch })
  print(json, amended, [`Amended with ${amended.commit.slice(0, 12)}; what was signed has lapsed.`])
  return exitCodes.done
}

async function list(actor: PersonActor, { service, mine, json }: Values): Promise<number> {
  const changes = await listChanges(actor, { service: service ?? null, mine })
  const rows = changes.map((change) => [change.id, change.state, change.tier, change.service, change.title])
  print(json, changes, rows.length > 0 ? table(rows) : ['No change yet.'])
  return exitCodes.done
}

/** Prints what happens as it happens; ends when the change rests, or waits for people. */
async function watch(actor: PersonActor, changeId: string, json: boolean): Promise<number> {
  let shown = 0
  for (;;) {
    const overview = await readChange(actor, { changeId })
    for (const seen of overview.activity.slice(shown)) {
      print(json, seen, [
        `${seen.at.toISOString().slice(11, 23)}  ${seen.event.padEnd(20)} ${seen.state ?? ''}  ${detailOf(seen.detail)}`,
      ])
    }
    shown = overview.activity.length
    const end = restOf(overview)
    if (end) {
      print(json, { changeId, state: overview.change.state, waiting: end.waiting }, [end.line])
      return overview.change.state === 'delivered' || end.waiting ? exitCodes.done : exitCodes.failed
    }
    await pause(250)
  }
}

function restOf({ change, approvals }: ChangeOverview): { line: string; waiting: boolean } | null {
  const open = approvals.find(({ state }) => state === 'open')
  if (open) {
    const roles = open.slots.filter(({ state }) => state === 'waiting').map(({ role }) => role)
    return {
      line: `Waiting for ${roles.join(' and ')}: dominion approve ${open.id} --digest ${open.digest.slice(0, 12)} --reason …`,
      waiting: true,
    }
  }
  return rests(change.state)
    ? { line: `${change.state}${change.reason ? `: ${change.reason}` : ''}`, waiting: false }
    : null
}

function detailOf(detail: unknown): string {
  return Object.entries(Object(detail) as Record<string, string | number | boolean | null>)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ')
}
