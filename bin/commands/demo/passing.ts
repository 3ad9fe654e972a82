import { setTimeout as pause } from 'node:timers/promises'
import { moveClock } from '#server/clock/index.ts'
import type { Role } from '#server/identity/index.ts'
import { sign } from '#server/loop/autonomy/approvals/index.ts'
import { type ChangeOverview, readChange } from '#server/loop/autonomy/overview/index.ts'
import { rests } from '#server/loop/change/index.ts'
import { Failure } from '#server/platform/errors.ts'
import type { People } from './cast.ts'

/** A change that stays in one state longer than this has failed the demonstration. Real time. */
const ordinaryPatienceMs = 40_000
const lookEveryMs = 50

/** Lets a change pass: signs as the people asked and moves the clock past each step's minimum once its evidence is there. */
export class Passing {
  readonly people: People
  /** How far the clock was moved, in milliseconds. */
  movedMs = 0
  readonly #passed = new Set<string>()
  readonly #patienceMs: number
  readonly #signing: boolean

  constructor(people: People, { patienceMs = ordinaryPatienceMs, signing = true } = {}) {
    this.people = people
    this.#patienceMs = patienceMs
    this.#signing = signing
  }

  /** Follows a change into a state. @throws when it ends in another, or takes too long. */
  async into(changeId: string, wanted: string): Promise<ChangeOverview> {
    return await this.#until(changeId, wanted, ({ change }) => change.state === wanted)
  }

  /** Follows a change until its rollout waits for people. */
  async untilGate(changeId: string): Promise<ChangeOverview> {
    return await this.#until(changeId, 'at a gate', ({ rollouts }) => rollouts.some(({ state }) => state === 'gate'))
  }

  async #until(
    changeId: string,
    wanted: string,
    there: (overview: ChangeOverview) => boolean,
  ): Promise<ChangeOverview> {
    const end = Date.now() + this.#patienceMs
    for (;;) {
      const overview = await readChange(this.people.auditor, { changeId })
      const { state } = overview.change
      if (there(overview)) return overview
      if (rests(state)) throw new Error(`the change ended as ${state}: ${whyItEnded(overview)}`)
      if (Date.now() > end) throw new Error(`the change stayed ${state} too long instead of ${wanted}`)
      if (this.#signing) await this.#sign(overview)
      await this.#passWait(overview)
      await pause(lookEveryMs)
    }
  }

  async #sign({ change, approvals }: ChangeOverview): Promise<void> {
    for (const { id, digest, slots } of approvals.filter(({ state }) => state === 'open')) {
      for (const slot of slots.filter(({ state }) => state === 'waiting')) {
        const role = slot.role as Role
        const input = {
          changeId: change.id,
          requestId: id,
          role,
          seenDigest: digest,
          reason: 'Seen in the demonstration.',
        }
        await unlessMoved(() => sign(this.people[role], input))
      }
    }
  }

  async #passWait({ rollouts }: ChangeOverview): Promise<void> {
    const rollout = rollouts.find(({ state }) => state === 'sandbox' || state === 'canary')
    const step = rollout?.ladder[rollout.step]
    if (!rollout || !step || step.kind === 'gate' || step.minimumSeconds === 0) return
    const key = `${rollout.id}:${rollout.step}`
    if ((rollout.reading as { verdict?: string } | null)?.verdict !== 'proven' || this.#passed.has(key)) return
    const byMs = step.minimumSeconds * 1_000
    if (!(await this.#move(byMs))) return
    this.#passed.add(key)
    this.movedMs += byMs
  }

  /** False when another journey moved the clock at the same moment: then it is looked at again. */
  async #move(byMs: number): Promise<boolean> {
    try {
      await moveClock(this.people.admin, { byMs })
      return true
    } catch (error) {
      if (error instanceof Failure && error.code === 'conflict') return false
      throw error
    }
  }
}

/** What moved between looking and signing is looked at again: the change may have been taken back meanwhile. */
async function unlessMoved(signing: () => Promise<unknown>): Promise<void> {
  try {
    await signing()
  } catch (error) {
    if (!(error instanceof Failure && ['closed', 'changedSinceYouLooked'].includes(error.reason))) throw error
  }
}

function whyItEnded({ change, activity }: ChangeOverview): string {
  const takenBack = activity.findLast(({ event }) => event === 'rollout.rollBack')
  return change.reason ?? (takenBack ? String(Object(takenBack.detail).cause) : 'no reason given')
}
