import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DesignSpec } from '#server/loop/designs/schemas.ts'
import type { IntentSpec, WorkspaceModel } from '#server/loop/intents/schemas.ts'
import { code, design, NoTemplate, serviceFiles } from '#templates/code/index.ts'

/** A repository in memory that intents are applied to, as the pipeline would. */
export class Repository {
  files: Record<string, string>

  constructor() {
    this.files = Object.fromEntries(serviceFiles('harbour').map(({ path, content }) => [path, content]))
  }

  get model(): WorkspaceModel {
    return JSON.parse(this.files['model/service.json'] ?? '')
  }

  /** Applies one option of the intent, the last one when there are fewer; returns the design that was followed. */
  apply(intent: IntentSpec, choice = 0): DesignSpec {
    const options = design(intent, this.model)
    const chosen = options[Math.min(choice, options.length - 1)]
    if (!chosen) throw new Error('a pack gave no option')
    const { operations } = code(chosen, this.model, this.files)
    for (const operation of operations) {
      if (operation.op !== 'write') throw new Error('templates write whole files')
      this.files[operation.path] = operation.content
    }
    return chosen
  }

  /** Like `apply`, but null when the templates kindly refuse. */
  tryApply(intent: IntentSpec, choice = 0): DesignSpec | null {
    try {
      return this.apply(intent, choice)
    } catch (error) {
      if (error instanceof NoTemplate) return null
      throw error
    }
  }

  writeTo(folder: string): void {
    for (const [path, content] of Object.entries(this.files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), content)
    }
  }
}
