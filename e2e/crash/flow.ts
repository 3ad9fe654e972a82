import { setTimeout as pause } from 'node:timers/promises'
import type { People } from '#bin/commands/demo/cast.ts'
import { Passing } from '#bin/commands/demo/passing.ts'
import { listChanges } from '#server/loop/autonomy/overview/index.ts'
import { rests } from '#server/loop/change/index.ts'
import { submit } from '#server/loop/intents/index.ts'
import type { IntentSpec } from '#server/loop/intents/schemas.ts'

/** So many changes are under way at any time. */
const atOnce = 3
const lookEveryMs = 250

/** Documents and endpoints in turn: one goes by itself, the other needs a person. */
function nth(n: number, service: string): IntentSpec {
  if (n % 3 !== 2)
    return { shape: 'docs', service, path: `docs/note-${n}.md`, title: `Note ${n}`, body: `Number ${n}.` }
  return { shape: 'config', service, key: 'list.defaultLimit', value: 20 + (n % 50) }
}

/**
 * Keeps changes flowing, and the people who decide about them, whatever dies meanwhile: what fails is done again.
 * What was acknowledged is remembered.
 */
export class Flow {
  readonly acknowledged = new Set<string>()
  /** How often it was tried to state an intent; an answer may be lost though the intent is there. */
  tries = 0
  readonly #people: People
  readonly #services: readonly string[]
  readonly #stopping = new AbortController()
  readonly #helped = new Map<string, Promise<unknown>>()
  readonly #running: Promise<void>

  constructor(people: People, services: readonly string[]) {
    this.#people = people
    this.#services = services
    this.#running = this.#run()
  }

  /** No more intents; what is under way is still helped along by `settle`. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
  }

  /** Helps everything along until nothing moves any more. @returns the ids that never rest */
  async settle(withinMs: number): Promise<string[]> {
    for (const end = Date.now() + withinMs; ; await pause(lookEveryMs)) {
      const open = await this.#helpAll().catch(() => ['unknown'])
      if (open.length === 0 || Date.now() > end) return open
    }
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      try {
        const open = await this.#helpAll()
        if (open.length < atOnce) await this.#state()
      } catch {
        // Whatever it needed is down: it is tried again.
      }
      await pause(lookEveryMs)
    }
  }

  async #state(): Promise<void> {
    const n = this.tries++
    const service = this.#services[n % this.#services.length] ?? ''
    const spec = nth(n, service)
    const { changeId } = await submit(this.#people.requester, { service, text: `Number ${n}, ${spec.shape}`, spec })
    this.acknowledged.add(changeId)
  }

  /** @returns the changes that are still under way */
  async #helpAll(): Promise<string[]> {
    const lines = await listChanges(this.#people.auditor, { limit: 200 })
    const open = lines.filter(({ state }) => !rests(state)).map(({ id }) => id)
    for (const id of open.filter((each) => !this.#helped.has(each))) {
      const passing = new Passing(this.#people, { patienceMs: lookEveryMs * 8 })
      // A short try; when it did not get there, or something was down, the next look begins another.
      const helping = passing.into(id, 'delivered').catch(() => undefined)
      this.#helped.set(
        id,
        helping.finally(() => this.#helped.delete(id)),
      )
    }
    return open
  }
}
