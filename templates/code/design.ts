import { DesignSpec } from '#server/loop/designs/schemas.ts'
import type { IntentSpec, WorkspaceModel } from '#server/loop/intents/schemas.ts'
import type { Option, PackManifest } from '#templates/code/pack.ts'
import { isFromPack, optionsFor } from '#templates/code/packs.ts'
import { openapi } from '#templates/code/render/openapi.ts'

/**
 * The designs that answer an intent: two where there is a real choice, else one; the one closest to the words first.
 * @throws NoTemplate with a sentence for the person who asked.
 */
export function design(intent: IntentSpec, model: WorkspaceModel): DesignSpec[] {
  const { manifest, options } = optionsFor(intent, model)
  return options.map((option) => designOf(intent, option, manifest))
}

function designOf(intent: IntentSpec, option: Option, manifest: PackManifest): DesignSpec {
  return DesignSpec.parse({
    version: 1,
    service: intent.service,
    intent,
    title: option.title.slice(0, 120),
    summary: option.summary.slice(0, 1000),
    tradeOff: option.tradeOff.slice(0, 400),
    openapi: isFromPack(option.model) ? openapi(option.model) : unknownApi(intent.service),
    operations: option.operations,
    entities: option.entities,
    components: option.components,
    relations: option.relations,
    schemaChanges: option.schemaChanges,
    newEnvironment: [],
    newDependencies: [],
    personalFields: option.personalFields,
    testPlan: option.testPlan,
    threats: option.threats,
    author: author(manifest, option),
  })
}

/** A person's own repository has no model; a document changes nothing of its API, whatever that is. */
function unknownApi(service: string) {
  return { openapi: '3.1.0', info: { title: service, version: 'unknown' }, paths: {} }
}

/** Such as `api/resource@1.0.0+findable`: the pack, its version and the option, as semver build metadata. */
export function author(manifest: PackManifest, option: Pick<Option, 'name'>): string {
  return `${manifest.id}@${manifest.version}+${option.name}`
}
