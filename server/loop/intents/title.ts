import type { IntentSpec } from './schemas.ts'

/** A line people recognise the change by, made of the structured form where there is one. */
export function titleOf(spec: IntentSpec | null, text: string): string {
  return spec ? titleOfSpec(spec) : (text.split('\n')[0] ?? '').slice(0, 100)
}

function titleOfSpec(spec: IntentSpec): string {
  switch (spec.shape) {
    case 'resource':
      return `${spec.entity.name}: create and list`
    case 'readEndpoint':
      return `${spec.entity}: read by ${spec.query.kind === 'filter' ? spec.query.field : spec.query.kind}`
    case 'addField':
      return `${spec.entity}: add ${spec.field.name}`
    case 'validation':
      return `${spec.entity}: check ${spec.field}`
    case 'listPage':
      return `${spec.entity}: list page`
    case 'config':
      return `Set ${spec.key}`
    case 'docs':
      return `Document ${spec.path}`
  }
}
