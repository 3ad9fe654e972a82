import { parseArgs } from 'node:util'
import type { Actor } from '#server/identity/index.ts'
import { engage } from '#server/loop/autonomy/killswitch/index.ts'
import { Failure } from '#server/platform/errors.ts'
import { type Command, exitCodes, print } from './command.ts'
import { signedIn, withInstance } from './instance.ts'

const usage = `
Usage: dominion halt [--service NAME] [--reason TEXT] [--json]

Stops automation: no model call, no generated code, no automatic approval, no automatic weight increase. Serving, deciding
and rolling back go on. Without a session, the owner of the data folder may halt too. With nothing running, use
ops/killswitch/execute.ps1.
`

export const command: Command = {
  usage,
  async run(argv) {
    const { values } = parseArgs({
      args: [...argv],
      options: { service: { type: 'string' }, reason: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    return await withInstance(async () => {
      const input = { service: values.service ?? null, reason: values.reason ?? '', source: 'cli' as const }
      const result = await engage(await personOrOwner(), input)
      const what = result.scope === 'global' ? 'All automation' : `Automation for ${values.service}`
      const warning = result.serviceKnown
        ? []
        : [`Warning: no service is called ${values.service}; it is halted by that name.`]
      print(values.json, result, [...warning, `${what} is halted${result.alreadyHalted ? ' (it was already)' : ''}.`])
      return exitCodes.done
    })
  },
}

/** Whoever can read the data folder's keys owns it: that is enough to stop, and for nothing else. */
async function personOrOwner(): Promise<Actor> {
  try {
    return await signedIn()
  } catch (error) {
    if (error instanceof Failure && error.code === 'notSignedIn') return { kind: 'owner' }
    throw error
  }
}
