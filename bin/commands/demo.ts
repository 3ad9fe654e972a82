import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { type Command, exitCodes, print } from './command.ts'
import type { Story } from './demo/telling.ts'

const usage = `
Usage: dominion demo [--stay] [--keep] [--json]

Starts a throw-away instance with a movable clock, lets a High intent reach production and answer a real request, lets a
change that fails on live traffic take itself back, exports the evidence, verifies it, changes one byte of a copy and
verifies again. It ends with the address of the change's lineage page.

  --stay   with its pages, which stay up until Ctrl-C, so that the address opens
  --keep   leave the instance's folder in place afterwards
`

export const command: Command = {
  usage,
  async run(argv) {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        stay: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    const { throwAwayInstance } = await import('./demo/instance.ts')
    const instance = await throwAwayInstance({ keep: values.keep, portal: values.stay })
    try {
      const { tellStory } = await import('./demo/story.ts')
      const say = values.json ? () => undefined : (line: string) => void process.stdout.write(`${line}\n`)
      const story = await tellStory(instance, say)
      if (values.json) print(true, story, [])
      for (const line of endingOf(story, instance.data, values)) say(line)
      if (values.stay) await interrupted()
      return story.steps.every(({ ok }) => ok) ? exitCodes.done : exitCodes.failed
    } finally {
      await instance.stop()
    }
  },
}

/** Where the change is to be seen, and what must run for it. */
function endingOf(
  { lineage, bundle }: Pick<Story, 'lineage' | 'bundle'>,
  data: string,
  { stay, keep }: { stay: boolean; keep: boolean },
): string[] {
  if (!lineage) return []
  const again = keep
    ? `DOMINION_DATA=${data} PORT=${new URL(lineage).port} CLOCK=movable npm start`
    : 'dominion demo --stay'
  const opens = stay
    ? 'It stays up until Ctrl-C; sign in as any practice person.'
    : `It opens while the instance runs: ${again}`
  return [`Evidence  ${bundle ?? 'not exported'}`, `Lineage   ${lineage}`, opens]
}

async function interrupted(): Promise<void> {
  // A signal alone does not keep the process; this does.
  const alive = setInterval(() => undefined, 60_000)
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  clearInterval(alive)
}
