import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { exportEvidence } from '#server/loop/ledger/browse/index.ts'
import { type Command, exitCodes, print, UsageError } from './command.ts'
import { signedIn, withInstance } from './instance.ts'

const usage = `
Usage: dominion ledger export CHANGE [--out FILE] [--json]   everything a stranger needs to check one change

  --out FILE   where to; evidence-CHANGE.tar.gz in this folder without it. A file of that name is replaced.
`

export const command: Command = {
  usage,
  async run(argv) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { out: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const [action, changeId] = positionals
    if (action !== 'export' || !changeId) throw new UsageError('Say what: export CHANGE.')
    return await withInstance(async () => {
      const { bytes, manifestSha256, fileName } = await exportEvidence(await signedIn(), { changeId })
      const file = values.out ?? fileName
      await writeFile(file, bytes)
      print(values.json, { changeId, file, bytes: bytes.length, manifestSha256 }, [
        `${file}  ${bytes.length} bytes, manifest sha256:${manifestSha256}`,
        `Check it anywhere: dominion verify ${file}`,
      ])
      return exitCodes.done
    })
  },
}
