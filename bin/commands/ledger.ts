import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { exportEvidence } from '#server/loop/ledger/browse/index.ts'
import { type Rebuilt, rebuildGraph } from '#server/loop/ledger/graph/index.ts'
import { databaseUrl } from '#server/platform/postgres/index.ts'
import { type Command, exitCodes, print, UsageError } from './command.ts'
import { signedIn, withInstance } from './instance.ts'

const usage = `
Usage: dominion ledger export CHANGE [--out FILE] [--json]   everything a stranger needs to check one change
       dominion ledger rebuild [--replace] [--json]          the lineage graph made anew from the log, and compared

  --out FILE   where to; evidence-CHANGE.tar.gz in this folder without it. A file of that name is replaced.
  --replace    puts the fresh graph in place of the one in use when they differ; without it nothing is changed.
`

interface Words {
  values: { out?: string; replace: boolean; json: boolean }
  positionals: string[]
}

export const command: Command = {
  usage,
  async run(argv) {
    const words = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        replace: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    const [action] = words.positionals
    const does = actions[action ?? '']
    if (!does) throw new UsageError('Say what: export CHANGE, or rebuild.')
    return await withInstance(() => does(words))
  },
}

const actions: Readonly<Record<string, (words: Words) => Promise<number>>> = { export: exportChange, rebuild }

async function exportChange({ values, positionals: [, changeId] }: Words): Promise<number> {
  if (!changeId) throw new UsageError('Say which change: export CHANGE.')
  const { bytes, manifestSha256, fileName } = await exportEvidence(await signedIn(), { changeId })
  const file = values.out ?? fileName
  await writeFile(file, bytes)
  print(values.json, { changeId, file, bytes: bytes.length, manifestSha256 }, [
    `${file}  ${bytes.length} bytes, manifest sha256:${manifestSha256}`,
    `Check it anywhere: dominion verify ${file}`,
  ])
  return exitCodes.done
}

/** For the owner of the data folder: it reads the log and the graph past every permission, and shows neither. */
async function rebuild({ values: { replace, json } }: Words): Promise<number> {
  const rebuilt = await rebuildGraph({ url: databaseUrl('migrate'), replace })
  print(json, rebuilt, linesOf(rebuilt))
  return rebuilt.ok || rebuilt.replaced ? exitCodes.done : exitCodes.failed
}

function linesOf({ ok, entries, nodes, edges, fresh, kept, rows, committed, replaced }: Rebuilt): string[] {
  return [
    `${entries} entries, ${nodes} digests, ${edges} links`,
    `sha256:${fresh}  from the log`,
    `sha256:${kept}  as the graph in use says`,
    `sha256:${rows}  from the rows in use`,
    `${committed.compared} commitments in the log compared, ${committed.differing.length} say something else`,
    ...committed.differing.map((entryId) => `  entry ${entryId} does not fit the log before it`),
    ok
      ? 'The graph is what the log says.'
      : replaced
        ? 'The graph in use was not what the log says; the fresh one is in its place.'
        : 'The graph in use is NOT what the log says. Look at why; --replace puts the fresh one in its place.',
  ]
}
