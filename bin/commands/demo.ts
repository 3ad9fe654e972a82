import { parseArgs } from 'node:util'
import { type Command, exitCodes, print } from './command.ts'

const usage = `
Usage: dominion demo [--keep] [--json]

Starts a throw-away instance with a movable clock, lets a High intent reach production and answer a real request, lets a
change that fails on live traffic take itself back, verifies the ledger, changes one byte of a copy and verifies again.

  --keep   leave the instance's folder in place afterwards
`

export const command: Command = {
  usage,
  async run(argv) {
    const { values } = parseArgs({
      args: [...argv],
      options: { keep: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    })
    const { throwAwayInstance } = await import('./demo/instance.ts')
    const instance = await throwAwayInstance({ keep: values.keep })
    try {
      const { tellStory } = await import('./demo/story.ts')
      const story = await tellStory(
        instance,
        values.json ? () => undefined : (line) => process.stdout.write(`${line}\n`),
      )
      if (values.json) print(true, story, [])
      return story.steps.every(({ ok }) => ok) ? exitCodes.done : exitCodes.failed
    } finally {
      await instance.stop()
    }
  },
}
