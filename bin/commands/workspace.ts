import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { addWorkspace, listWorkspaces } from '#server/workspaces/index.ts'
import { type Command, exitCodes, print, table, UsageError } from './command.ts'
import { signedIn, withInstance } from './instance.ts'

const usage = `
Usage: dominion workspace add PATH|URL [--consent ID]... [--json]   govern a repository
       dominion workspace list [--json]

A repository says how it is checked, built and run in dominion.json, else in package.json as far as that says it.
`

/** Fetching and installing a large repository takes minutes; when this elapses it is given up and may be tried again. */
const patienceMs = 15 * 60_000

export const command: Command = {
  usage,
  async run(argv) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { consent: { type: 'string', multiple: true }, json: { type: 'boolean', default: false } },
    })
    const [action, source] = positionals
    if (action === 'list') return await withInstance(() => list(values.json))
    if (action !== 'add' || !source) throw new UsageError('Say what: add PATH|URL, or list.')
    return await withInstance(async () => {
      const input = { source: existsSync(source) ? resolve(source) : source, consentIds: values.consent ?? [] }
      const added = await addWorkspace(await signedIn(), input, AbortSignal.timeout(patienceMs))
      const assumed = added.assumed.map((sentence) => `Assumed: ${sentence}`)
      print(values.json, added, [...assumed, added.notPrepared ?? `${added.service} is governed, built and can run.`])
      return added.notPrepared ? exitCodes.failed : exitCodes.done
    })
  },
}

async function list(json: boolean): Promise<number> {
  const workspaces = await listWorkspaces(await signedIn(), {})
  const rows = workspaces.map(({ service, source, defaultBranch }) => [service, defaultBranch, source])
  print(json, workspaces, rows.length > 0 ? table(rows) : ['No repository is governed yet.'])
  return exitCodes.done
}
