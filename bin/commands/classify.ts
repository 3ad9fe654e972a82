import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { classifyWords } from '#server/loop/intents/index.ts'
import { type Command, exitCodes, print, UsageError } from './command.ts'

const usage = `
Usage: dominion classify --jsonl FILE|-    one JSON object {"text": …} a line in, one decision a line out
       dominion classify TEXT [--json]

Offline: the committed policy decides, from the words alone. Needs no instance.
`

export const command: Command = {
  usage,
  async run(argv) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { jsonl: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    if (values.jsonl) return await classifyLines(values.jsonl)
    const text = positionals.join(' ')
    if (!text) throw new UsageError('Say what to classify.')
    const { decision } = await classifyWords(text)
    const words = decision.reasons.map(
      (reason) => `  ${reason.tier}: ${reason.source}.${reason.name} ${quoted(reason.words)}`,
    )
    print(values.json, decision, [`${decision.kind}, ${decision.tier}`, ...words])
    return exitCodes.done
  },
}

function quoted(words: readonly { term: string }[]): string {
  return words.map(({ term }) => `“${term}”`).join(' ')
}

/** A line that cannot be read gets an answer that says so, and the exit code tells at the end. */
async function classifyLines(file: string): Promise<number> {
  const input = file === '-' ? process.stdin : createReadStream(file)
  let faults = 0
  for await (const line of createInterface({ input })) {
    if (line.trim() === '') continue
    try {
      const { text, ...given } = JSON.parse(line) as { text: string }
      const { decision } = await classifyWords(text)
      print(true, { ...given, text, kind: decision.kind, tier: decision.tier, reasons: decision.reasons }, [])
    } catch (error) {
      faults += 1
      print(true, { line, error: error instanceof Error ? error.message : String(error) }, [])
    }
  }
  return faults === 0 ? exitCodes.done : exitCodes.failed
}
