import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { verifyFolder } from '#server/loop/ledger/archive/index.ts'
import { exportEvidence } from '#server/loop/ledger/browse/index.ts'
import { type Rebuilt, rebuildGraph } from '#server/loop/ledger/graph/index.ts'
import { Failure } from '#server/platform/errors.ts'
import { databaseUrl } from '#server/platform/postgres/index.ts'
import { retentionStatus } from '#server/retention/index.ts'
import { archiveShard, askDrop, confirmDrop } from '#server/retention/shards/index.ts'
import { type Command, exitCodes, print, UsageError } from './command.ts'
import { signedIn, withInstance } from './instance.ts'

const usage = `
Usage: dominion ledger export CHANGE [--out FILE] [--json]       everything a stranger needs to check one change
       dominion ledger archive SHARD --out FOLDER [--json]       a whole shard with its verifier, read back and checked
       dominion ledger rebuild [--replace] [--json]              the lineage graph made anew from the log, and compared
       dominion ledger drop SHARD --archive FOLDER [--json]      ask that its entries leave the database
       dominion ledger drop SHARD --confirm REQUEST [--json]     another person confirms: they are gone

  --out        where to; export: evidence-CHANGE.tar.gz in this folder without it, and a file of that name is replaced;
               archive: a folder that is empty or not there yet
  --replace    puts the fresh graph in place of the one in use when they differ; without it nothing is changed
  --archive    the shard's archive, checked again before anything is asked

A shard may go seven years after its end, when its archive is on record and no legal hold covers any of it.
`

interface Options {
  out?: string | undefined
  archive?: string | undefined
  confirm?: string | undefined
  replace: boolean
  json: boolean
}

export const command: Command = {
  usage,
  async run(argv) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        archive: { type: 'string' },
        confirm: { type: 'string' },
        replace: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    const [action = '', subject] = positionals
    const run = actions[action]
    if (action === 'rebuild') return await withInstance(() => rebuild(values))
    if (!run || !subject) throw new UsageError('Say what: export CHANGE, rebuild, archive SHARD, or drop SHARD.')
    return await withInstance(() => run(subject, values))
  },
}

const actions: Readonly<Record<string, (subject: string, options: Options) => Promise<number>>> = {
  export: exportChange,
  archive,
  drop: (shard, options) => (options.confirm ? confirm(shard, options.confirm, options.json) : ask(shard, options)),
}

async function exportChange(changeId: string, { out, json }: Options): Promise<number> {
  const { bytes, manifestSha256, fileName } = await exportEvidence(await signedIn(), { changeId })
  const file = out ?? fileName
  await writeFile(file, bytes)
  print(json, { changeId, file, bytes: bytes.length, manifestSha256 }, [
    `${file}  ${bytes.length} bytes, manifest sha256:${manifestSha256}`,
    `Check it anywhere: dominion verify ${file}`,
  ])
  return exitCodes.done
}

async function archive(shard: string, { out, json }: Options): Promise<number> {
  if (!out) throw new UsageError('Say where to: --out FOLDER.')
  const found = await archiveShard(await signedIn(), { shard, folder: out })
  print(json, { ...found, folder: out }, [
    `${out}  ${found.size} entries, read back and checked, archive sha256:${found.archiveSha256}`,
    `Check it anywhere: node ${out}/verify.mjs`,
  ])
  return exitCodes.done
}

async function ask(shard: string, { archive: folder, json }: Options): Promise<number> {
  if (!folder) throw new UsageError('Show its archive: --archive FOLDER.')
  const actor = await signedIn()
  const found = await verifyFolder(folder)
  const { shards } = await retentionStatus(actor, {})
  const recorded = shards.find((line) => line.shard === shard)?.archive
  if (recorded && recorded !== found.archiveSha256) throw otherArchive
  const result = await askDrop(actor, { shard })
  const next = `dominion ledger drop ${shard} --confirm ${result.removalId}`
  print(json, result, [`Asked for. Nothing is gone yet; another person must confirm it: ${next}`])
  return exitCodes.done
}

const otherArchive = new Failure(
  'refused',
  'otherArchive',
  'This folder is not the archive on record for the shard’s final head. Nothing was asked for.',
)

async function confirm(shard: string, removalId: string, json: boolean): Promise<number> {
  const result = await confirmDrop(await signedIn(), { removalId })
  print(json, result, [`${result.entries} entries of ${shard} left the database. Its final head stays.`])
  return exitCodes.done
}

/** For the owner of the data folder: it reads the log and the graph past every permission, and shows neither. */
async function rebuild({ replace, json }: Options): Promise<number> {
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
