import { parseArgs } from 'node:util'
import type { Figure } from './bench/figure.ts'
import { type Command, exitCodes, print, UsageError } from './command.ts'

const usage = `
Usage: dominion bench loop     submit to branch ready, a whole High change, twenty changes at once, rollback, memory at rest
       dominion bench ledger   entries written, put into the tree, and proved to be in it
       dominion bench lineage  the graph of a million digests: walks, impact, its index, GraphQL
       dominion bench edge     taking back a version that fails every request, and moving weights, under load
       dominion bench policy   one evaluation of the committed policy
       dominion bench pages    scripts, first paint, long lists, live events and keys, in a real browser

Options: --json. Each measures on something of its own that is gone afterwards; a running instance is left alone.
`

const benches: Readonly<Record<string, () => Promise<Figure[]>>> = {
  loop: async () => (await import('./bench/loop.ts')).measureLoop(),
  ledger: async () => (await import('./bench/ledger.ts')).measureLedger(),
  lineage: async () => (await import('./bench/lineage.ts')).measureLineage(),
  edge: async () => (await import('./bench/edge.ts')).measureEdge(),
  policy: async () => (await import('./bench/policy.ts')).measurePolicy(),
  pages: async () => (await import('./bench/pages.ts')).measurePages(),
}

export const command: Command = {
  usage,
  async run(argv) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    })
    const [name = ''] = positionals
    const measure = benches[name]
    if (!measure) throw new UsageError(`Say what: ${Object.keys(benches).join(', ')}.`)
    const figures = await measure()
    const ok = figures.every((figure) => figure.ok)
    print(values.json, { bench: name, ok, figures }, figures.map(lineOf))
    return ok ? exitCodes.done : exitCodes.failed
  },
}

function lineOf({ name, value, unit, limit, ok }: Figure): string {
  const kept = value === null ? 'asked' : ok ? 'within' : 'NOT WITHIN'
  const promised = limit === null ? '' : `  ${kept} ${limit}`
  return `${String(value ?? '–').padStart(10)} ${unit.padEnd(10)}  ${name}${promised}`
}
