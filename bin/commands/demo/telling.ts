export interface StoryStep {
  name: string
  ms: number
  ok: boolean
}

export interface Story {
  steps: StoryStep[]
  changeId: string | null
  /** Path of the exported evidence bundle. */
  bundle: string | null
  /** Address of the change's lineage page; it answers while the instance is up. */
  lineage: string | null
  verified: boolean
  tamperDetected: boolean
  rollbackMs: number | null
  totalMs: number
}

export type Say = (line: string) => void

/** Prints each step with its real time; a step that does not hold is told and ends the story. */
export class Telling {
  readonly story: Story = {
    steps: [],
    changeId: null,
    bundle: null,
    lineage: null,
    verified: false,
    tamperDetected: false,
    rollbackMs: null,
    totalMs: 0,
  }
  readonly #say: Say

  constructor(say: Say) {
    this.#say = say
  }

  async step<T>(name: string, work: () => Promise<T>, note: (result: T) => string = () => ''): Promise<T> {
    const begun = performance.now()
    try {
      const result = await work()
      this.record(name, performance.now() - begun, true, note(result))
      return result
    } catch (error) {
      this.record(name, performance.now() - begun, false, error instanceof Error ? error.message : String(error))
      throw error
    }
  }

  /** Lines that something else said, set in. */
  quote(lines: readonly string[]): void {
    for (const line of lines) this.#say(`             ${line}`)
  }

  record(name: string, ms: number, ok: boolean, note: string): void {
    this.story.steps.push({ name, ms: Math.round(ms), ok })
    this.#say(`${ok ? '✓' : '✗'} ${(ms / 1000).toFixed(1).padStart(5)} s  ${name}${note ? `  ${note}` : ''}`)
  }
}
