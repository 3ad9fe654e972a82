import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type KeysNow, readKeys, rotateKeys } from '#server/loop/ledger/keyset/index.ts'
import { type Command, exitCodes, print, table, UsageError } from './command.ts'
import { signedIn, withInstance } from './instance.ts'

const usage = `
Usage: dominion keys status [--json]   which keys sign, since when and until when, and who keeps the key they lie under
       dominion keys rotate [--json]   new keys for entries and commits; the old ones end after their overlap

Rotating needs an administrator, is an entry of the ledger, and needs no restart. Trees get a new key with each quarter.
`

/** The process that leads looks every second. */
const answeredWithinMs = 20_000

export const command: Command = {
  usage,
  async run(argv) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    })
    const act = acts[positionals[0] ?? '']
    if (!act || positionals.length !== 1) throw new UsageError('Say what: status or rotate.')
    return await withInstance(() => act(values.json))
  },
}

const acts: Readonly<Record<string, (json: boolean) => Promise<number>>> = {
  async status(json) {
    const now = await readKeys(await signedIn(), {})
    print(json, now, linesOf(now))
    return exitCodes.done
  },
  async rotate(json) {
    const actor = await signedIn()
    await rotateKeys(actor, {})
    const deadline = Date.now() + answeredWithinMs
    let now = await readKeys(actor, {})
    while (!now.asked?.answered && Date.now() < deadline) {
      await pause(250)
      now = await readKeys(actor, {})
    }
    const answered = now.asked?.answered ?? false
    print(json, { ...now, rotated: answered }, [
      answered
        ? 'New keys sign from now on. The old ones end after their overlap.'
        : 'Asked for, and not done yet: no sequencer leads. It will be done as soon as one does.',
      ...linesOf(now),
    ])
    return answered ? exitCodes.done : exitCodes.failed
  },
}

function linesOf({ keys, keeper }: KeysNow): string[] {
  const rows = keys.map(({ purpose, keyId, shard, standing, since, until }) => [
    purpose,
    standing,
    keyId.slice(0, 16),
    shard ?? '',
    since ?? '',
    until ?? '',
  ])
  return [
    `Private halves are encrypted by ${keeper.driver} (${keeper.key}).`,
    ...table([['purpose', 'state', 'key', 'shard', 'since', 'until'], ...rows]),
  ]
}
