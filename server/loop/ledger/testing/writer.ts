import { setTimeout as pause } from 'node:timers/promises'
import { testSigner } from '#server/testing/keys.ts'
import { append } from '../append.ts'
import { connect, overClient, transaction } from '../sequencer/connection.ts'
import { clockDraft, contextOf } from './drafts.ts'

/** A program: writes business rows and their entries together until it is killed, and prints the id of each that it was told is done. */
const [url = '', keys = ''] = process.argv.slice(2)
const signer = testSigner(keys)

async function write(): Promise<void> {
  const client = await connect(url)
  for (;;) {
    const entryId = await transaction(client, async () => {
      const appended = await append(overClient(client), clockDraft('change_kill'), contextOf(signer))
      await client.query('insert into business values ($1)', [appended.entryId])
      if (Math.random() < 0.1) throw new GivenUp()
      return appended.entryId
    }).catch((error: unknown) => {
      if (error instanceof GivenUp) return null
      throw error
    })
    if (entryId) process.stdout.write(`${entryId}\n`)
    await pause(Math.random() * 4)
  }
}

/** Now and then the business change fails, and its entry must go with it. */
class GivenUp extends Error {}

for (;;) {
  // The server may be the one that was killed: it is tried again with a new session.
  await write().catch(() => undefined)
  await pause(50)
}
