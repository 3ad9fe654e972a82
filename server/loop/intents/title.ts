import type { IntentSpec } from './schemas.ts'
import { wordsOf } from './structure/words.ts'

/** A line people recognise the change by, made of the structured form where there is one. */
export function titleOf(spec: IntentSpec | null, text: string): string {
  return spec ? titleOfSpec(spec) : (text.split('\n')[0] ?? '').slice(0, 100)
}

function titleOfSpec(spec: IntentSpec): string {
  switch (spec.shape) {
    case 'resource':
      return `${named(spec.entity.name)}: create and list`
    case 'readEndpoint':
      return `${named(spec.entity)}: ${wayToRead(spec.query)}`
    case 'addField':
      return `${named(spec.entity)}: add ${spoken(spec.field.name)}`
    case 'validation':
      return `${named(spec.entity)}: check ${spoken(spec.field)}`
    case 'listPage':
      return `${named(spec.entity)}: list page`
    case 'config':
      return `Set ${spec.key}`
    case 'docs':
      return `Document ${spec.path}`
  }
}

function wayToRead(query: Extract<IntentSpec, { shape: 'readEndpoint' }>['query']): string {
  if (query.kind === 'filter') return `list by ${spoken(query.field)}`
  return query.kind === 'byId' ? 'look up by id' : 'count'
}

/** Written in capitals wherever people write them. */
const capitals = new Set(['imo', 'eta', 'etd', 'mmsi', 'vat', 'url'])

/** `vesselName` → `vessel name`. */
function spoken(name: string): string {
  return wordsOf(name)
    .map((word) => (capitals.has(word) ? word.toUpperCase() : word))
    .join(' ')
}

/** `VesselArrival` → `Vessel arrival`. */
function named(entity: string): string {
  return spoken(entity).replace(/^./, (first) => first.toUpperCase())
}
