import { setTimeout as pause } from 'node:timers/promises'
import type { People } from '#bin/commands/demo/cast.ts'
import type { Passing } from '#bin/commands/demo/passing.ts'
import { readChange } from '#server/loop/autonomy/overview/index.ts'
import { submit } from '#server/loop/intents/index.ts'

/** The question is asked a moment after its change has come to wait for it; when this elapses nobody asks. */
const patienceMs = 60_000

/** The id of the one open question about a change, once it is asked. */
export async function openQuestion(people: People, changeId: string): Promise<string> {
  for (const end = Date.now() + patienceMs; ; await pause(100)) {
    const { approvals } = await readChange(people.auditor, { changeId })
    const open = approvals.find(({ state }) => state === 'open')
    if (open) return open.id
    if (Date.now() > end) throw new Error(`nobody is asked about ${changeId}`)
  }
}

const attempts = 4

/** Brings what is asked for to production. On a busy machine a healthy version can be too slow, and is taken back: then it is asked for again. */
export async function deliver(passing: Passing, service: string, text: string, attempt = 1): Promise<string> {
  const { changeId } = await submit(passing.people.requester, { service, text })
  try {
    await passing.into(changeId, 'delivered')
    return changeId
  } catch (error) {
    if (attempt === attempts) throw error
    return await deliver(passing, service, text, attempt + 1)
  }
}
