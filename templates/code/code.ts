import * as z from 'zod/mini'
import type { DesignSpec } from '#server/loop/designs/schemas.ts'
import type { WorkspaceModel } from '#server/loop/intents/schemas.ts'
import type { CodeAnswer, EditOperation } from '#server/workspaces/schemas.ts'
import { author } from '#templates/code/design.ts'
import { isUntouched } from '#templates/code/language/stamp.ts'
import { numbered } from '#templates/code/migrations.ts'
import { ensureTemplate } from '#templates/code/no-template.ts'
import type { Option } from '#templates/code/pack.ts'
import { optionsFor } from '#templates/code/packs.ts'
import { renderModelFiles } from '#templates/code/render/index.ts'

/** Path → content: every text file of the repository as it is. */
export type Files = Readonly<Record<string, string>>

const CONFIG = 'config/service.json'
const Config = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

/**
 * The code of one chosen design, as edits to the files as they are. What follows from the model is written whole where it
 * changed; what people wrote is left alone.
 * @throws NoTemplate when the design is not one of ours any more, or a generated file was edited by hand.
 */
export function code(chosen: DesignSpec, model: WorkspaceModel, files: Files): CodeAnswer {
  const current = { ...model, config: currentConfig(model, files) }
  const option = chosenOption(chosen, current)
  const written = [
    ...modelFiles(current, option, files),
    ...migration(option, files),
    ...Object.entries(option.documents(files)),
  ]
  const operations = written
    .filter(([path, content]) => files[path] !== content)
    .map(([path, content]): EditOperation => ({ op: 'write', path, content }))
  ensureTemplate(operations.length > 0, 'Nothing would change: the service does this already.')
  return { operations, explanation: `${option.summary} ${option.tradeOff}` }
}

/** The option with the contract of the chosen design; among equals, the one it names as its author. */
function chosenOption(chosen: DesignSpec, model: WorkspaceModel): Option {
  const { manifest, options } = optionsFor(chosen.intent, model)
  const contract = contractOf(chosen)
  const same = options.filter((option) => contractOf(option) === contract)
  const option = same.find((candidate) => author(manifest, candidate) === chosen.author) ?? same[0]
  ensureTemplate(
    option !== undefined,
    'The design was changed in a way that the templates cannot follow. Please change the intent instead.',
  )
  return option
}

function contractOf(design: Pick<DesignSpec, 'operations' | 'schemaChanges' | 'entities'>): string {
  const { operations, schemaChanges, entities } = design
  return JSON.stringify({ operations: operations.toSorted(), schemaChanges, entities })
}

/** People may edit the settings file; it, not the model's copy, is what is true. */
function currentConfig(model: WorkspaceModel, files: Files): WorkspaceModel['config'] {
  const text = files[CONFIG]
  if (text === undefined) return model.config
  try {
    return z.parse(Config, JSON.parse(text))
  } catch {
    ensureTemplate(false, `${CONFIG} cannot be read: it must be one JSON object of texts, numbers and yes or no.`)
  }
}

/** Only what this change alters: a document never rewrites code, even when the pack renders it better today. */
function modelFiles(current: WorkspaceModel, option: Option, files: Files): [string, string][] {
  const before = renderModelFiles(current)
  const altered = Object.entries(renderModelFiles(option.model)).filter(([path, content]) => before[path] !== content)
  for (const [path, content] of altered) {
    const found = files[path]
    const isOurs = found === undefined || found === content || path.endsWith('.json') || isUntouched(found)
    ensureTemplate(
      isOurs,
      `${path} was edited by hand, and this change would overwrite it. Move the edit elsewhere, or make this change by hand.`,
    )
  }
  return altered
}

function migration(option: Option, files: Files): [string, string][] {
  if (!option.migration) return []
  const existing = Object.keys(files).flatMap((path) =>
    path.startsWith('migrations/') ? [path.slice('migrations/'.length)] : [],
  )
  return [[`migrations/${numbered(existing, option.migration.name)}`, option.migration.sql]]
}
