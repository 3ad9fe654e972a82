import { parseArgs } from 'node:util'
import {
  type ClearanceKind,
  clear,
  clearanceKinds,
  type HaltStatus,
  haltStatus,
  resume,
} from '#server/loop/autonomy/killswitch/index.ts'
import { type Command, exitCodes, print, UsageError } from './command.ts'
import { signedIn, withInstance } from './instance.ts'

const usage = `
Usage: dominion resume [--json]                                           what is halted, and what is missing
       dominion resume HALT --clear KIND --reference TEXT [--json]         give one clearance
       dominion resume HALT [--json]                                       let automation go on, once both are given

  KIND   councilDirective and securityClearance for everything; leadApproval and policyUpdate for a service
`

export const command: Command = {
  usage,
  async run(argv) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { clear: { type: 'string' }, reference: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    return await withInstance(async () => {
      const actor = await signedIn()
      const [haltId] = positionals
      if (!haltId) return show(await haltStatus(actor, {}), values.json)
      if (values.clear) {
        const result = await clear(actor, { haltId, kind: kindOf(values.clear), reference: values.reference ?? '' })
        print(values.json, result, [`Clearance ${result.kind} is recorded.`])
      } else {
        const result = await resume(actor, { haltId })
        print(values.json, result, ['Automation goes on.'])
      }
      return exitCodes.done
    })
  },
}

function kindOf(text: string): ClearanceKind {
  const kind = clearanceKinds.find((each) => each === text)
  if (!kind) throw new UsageError(`--clear takes one of ${clearanceKinds.join(', ')}.`)
  return kind
}

function show(status: HaltStatus, json: boolean): number {
  const lines = status.active.map(
    ({ id, scope, reason, clearances }) =>
      `${id}  ${scope}  ${reason}  given: ${clearances.map(({ kind }) => kind).join(', ') || 'nothing'}`,
  )
  print(json, status, lines.length > 0 ? lines : ['Nothing is halted.'])
  return exitCodes.done
}
