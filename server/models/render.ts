import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '#server/platform/digest.ts'
import { packageRoot } from '#server/platform/env.ts'
import type { RenderedPrompt } from '#server/ports/models.ts'

/**
 * Fills a versioned prompt template (`templates/prompts/<id>.md`): the text before the line `---` is the system part, the
 * rest the user part, where `{{input}}` becomes the input as JSON.
 * @throws when the template is missing or has no such line: a deployment fault.
 */
export async function renderPrompt(templateId: string, input: unknown): Promise<RenderedPrompt> {
  const text = await readFile(join(packageRoot, 'templates/prompts', `${templateId}.md`), 'utf8')
  const [system, user] = text.split(/^---$/m)
  if (system === undefined || user === undefined) throw new Error(`prompt template ${templateId} has no --- line`)
  const filled = user.replace('{{input}}', () => JSON.stringify(input, null, 2))
  return { templateId, templateSha256: sha256(text), system: system.trim(), user: filled.trim() }
}
