import type { DesignSpec } from '../schemas.ts'

/** Something that is wrong with a design. An error keeps it from being saved; a warning is said and left to people. */
export interface Problem {
  id: string
  severity: 'error' | 'warning'
  /** The component it is about; null when it is about the whole. */
  where: string | null
  sentence: string
}

type Check = (spec: DesignSpec) => Problem[]

/** Everything that is wrong with a design, errors first. The page and the server ask this one. */
export function problems(spec: DesignSpec): Problem[] {
  const found = checks.flatMap((check) => check(spec))
  return [...found.filter(isError), ...found.filter((problem) => !isError(problem))]
}

export function isError({ severity }: Problem): boolean {
  return severity === 'error'
}

const checks: readonly Check[] = [
  repeatedIds,
  unknownEnds,
  ownEnds,
  repeatedConnections,
  repeatedNames,
  unmarkedPersonal,
  pagesAtDatabases,
  unconnected,
  unheldOperations,
  homeless,
]

const error = (id: string, where: string | null, sentence: string): Problem => ({
  ...{ id, where, sentence },
  severity: 'error',
})
const warning = (id: string, where: string | null, sentence: string): Problem => ({
  ...{ id, where, sentence },
  severity: 'warning',
})

function repeatedIds({ components }: DesignSpec): Problem[] {
  return repeated(components, ({ id }) => id).map(({ id }) =>
    error(`repeatedId ${id}`, id, `Two components have the id ${id}. Remove one of them.`),
  )
}

function unknownEnds(spec: DesignSpec): Problem[] {
  const known = (end: string) => spec.components.some(({ id }) => id === end)
  return spec.relations.flatMap(({ from, to, protocol }) =>
    [from, to]
      .filter((end) => !known(end))
      .map((end) => {
        const other = end === from ? to : from
        const sentence = `A connection names ${end}, which is no component. Add it, or remove the connection.`
        return error(`unknownEnd ${from} ${to} ${protocol} ${end}`, known(other) ? other : null, sentence)
      }),
  )
}

function ownEnds(spec: DesignSpec): Problem[] {
  return spec.relations
    .filter(({ from, to }) => from === to)
    .map(({ from }) => error(`ownEnd ${from}`, from, `${nameOf(spec, from)} connects to itself.`))
}

function repeatedConnections(spec: DesignSpec): Problem[] {
  return repeated(spec.relations, ({ from, to, protocol }) => `${from} ${to} ${protocol}`).map(
    ({ from, to, protocol }) =>
      error(
        `repeatedConnection ${from} ${to} ${protocol}`,
        from,
        `${nameOf(spec, from)} connects to ${nameOf(spec, to)} twice in the same way.`,
      ),
  )
}

function repeatedNames({ components }: DesignSpec): Problem[] {
  return repeated(components, ({ name }) => name.trim().toLowerCase()).map(({ id, name }) =>
    error(`repeatedName ${id}`, id, `Another component is called ${name} too. Rename one of them.`),
  )
}

function unmarkedPersonal({ personalFields, components }: DesignSpec): Problem[] {
  if (personalFields.length === 0 || components.some(({ dataClasses }) => dataClasses.includes('personal'))) return []
  const sentence = `Personal data (${personalFields.join(', ')}) is kept, but no component is marked as handling personal data.`
  return [error('unmarkedPersonal', null, sentence)]
}

function pagesAtDatabases(spec: DesignSpec): Problem[] {
  const isKind = (end: string, kind: string) => spec.components.some((each) => each.id === end && each.kind === kind)
  return spec.relations
    .filter(({ from, to }) => isKind(from, 'page') && isKind(to, 'database'))
    .map(({ from, to }) =>
      error(
        `pageAtDatabase ${from} ${to}`,
        from,
        `${nameOf(spec, from)} talks straight to ${nameOf(spec, to)}. Put an API between them.`,
      ),
    )
}

function unconnected({ components, relations }: DesignSpec): Problem[] {
  if (components.length < 2) return []
  return components
    .filter(({ id }) => !relations.some(({ from, to }) => from === id || to === id))
    .map(({ id, name }) => warning(`unconnected ${id}`, id, `${name} is connected to nothing.`))
}

// A warning: operations come of the intent, so nothing that is done to the design here could mend it.
function unheldOperations({ operations, openapi }: DesignSpec): Problem[] {
  return operations
    .filter((operation) => !isHeld(openapi, operation))
    .map((operation) =>
      warning(`unheldOperation ${operation}`, null, `${operation} is to be added, but the API description lacks it.`),
    )
}

function homeless({ operations, entities, components }: DesignSpec): Problem[] {
  const has = (kind: string) => components.some((component) => component.kind === kind)
  return [
    ...(operations.length > 0 && !has('api')
      ? [warning('noApi', null, 'Operations are added, but no component is an API.')]
      : []),
    ...(entities.length > 0 && !has('database')
      ? [warning('noDatabase', null, 'Entities are kept, but no component is a database.')]
      : []),
  ]
}

function isHeld(openapi: DesignSpec['openapi'], operation: string): boolean {
  const [method = '', path = ''] = operation.split(' ')
  const paths = Object(openapi['paths']) as Record<string, unknown>
  return method.toLowerCase() in (Object(paths[path]) as object)
}

function nameOf({ components }: DesignSpec, id: string): string {
  return components.find((component) => component.id === id)?.name ?? id
}

/** Of several that share a key, every one but the first. */
function repeated<Of>(all: readonly Of[], keyOf: (each: Of) => string): Of[] {
  return all.filter((each, index) => all.findIndex((other) => keyOf(other) === keyOf(each)) < index)
}
