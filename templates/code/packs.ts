import type { IntentShape, IntentSpec, WorkspaceModel } from '#server/loop/intents/schemas.ts'
import { config } from '#templates/code/api/config/index.ts'
import { docs } from '#templates/code/api/docs/index.ts'
import { readEndpoint } from '#templates/code/api/read-endpoint/index.ts'
import { resource } from '#templates/code/api/resource/index.ts'
import { validation } from '#templates/code/api/validation/index.ts'
import { addField } from '#templates/code/db/add-field/index.ts'
import { ensureTemplate } from '#templates/code/no-template.ts'
import type { Option, Pack, PackManifest } from '#templates/code/pack.ts'
import { listPage } from '#templates/code/react/list-page/index.ts'

/** One pack for each shape an intent can have. */
export const packs: { readonly [Shape in IntentShape]: Pack<Shape> } = {
  resource,
  readEndpoint,
  addField,
  validation,
  listPage,
  config,
  docs,
}

/** The ways to answer the intent, with the pack that knows them. */
export function optionsFor(intent: IntentSpec, model: WorkspaceModel): { manifest: PackManifest; options: Option[] } {
  ensureTemplate(
    intent.service === model.service,
    `This is about ${intent.service}, and the workspace is ${model.service}.`,
  )
  ensureTemplate(
    isFromPack(model) || intent.shape === 'docs',
    `${model.service} was not made from our service pack, so the templates can write only documentation for it.`,
  )
  const pack = packs[intent.shape] as Pack<IntentShape>
  return { manifest: pack.manifest, options: pack.options(intent, model) }
}

/** A service made from the pack always has settings; a person's own repository has a model without any. */
export function isFromPack(model: WorkspaceModel): boolean {
  return Object.keys(model.config).length > 0
}
