import { allowed, type Guarded } from '#server/platform/guard.ts'
import type { DesignSpec } from '../schemas.ts'
import { componentId } from '../vocabulary.ts'
import type { Component, Move, Relation, Restore } from './commands.ts'
import { type CommandRefusal, refused } from './refusals.ts'
import { dataClassLimits, lineLimits, protocolLimit, textLimits } from './thresholds.ts'

export type Refusal = Extract<Guarded<CommandRefusal>, { allowed: false }>
export type Applied = { allowed: true; spec: DesignSpec; inverse: Move } | Refusal

/** One command on a design: the design after it, and the command that takes it back. Nothing is changed in place. */
export function apply(spec: DesignSpec, move: Move): Applied {
  switch (move.do) {
    case 'addComponent':
      return add(spec, move.component)
    case 'rename':
      return alter(spec, move.id, { name: move.name }, ({ name }) => ({ ...move, name }))
    case 'setKind':
      return alter(spec, move.id, { kind: move.kind }, ({ kind }) => ({ ...move, kind }))
    case 'setDataClasses':
      return alter(spec, move.id, { dataClasses: move.dataClasses }, ({ dataClasses }) => ({ ...move, dataClasses }))
    case 'remove':
      return remove(spec, move.id)
    case 'connect':
      return connect(spec, move.relation)
    case 'disconnect':
      return disconnect(spec, move.relation)
    case 'setProtocol':
      return setProtocol(spec, move.relation, move.protocol)
    case 'setText':
      return setText(spec, move.field, move.text)
    case 'setLines':
      return setLines(spec, move.field, move.lines)
    case 'restore':
      return done(spec, { components: move.components, relations: move.relations }, restoring(spec))
  }
}

export function isSame(one: Relation, other: Relation): boolean {
  return one.from === other.from && one.to === other.to && one.protocol === other.protocol
}

const no = (reason: CommandRefusal) => refused(reason) as Refusal

function done(spec: DesignSpec, change: Partial<DesignSpec>, inverse: Move): Applied {
  return { allowed: true, spec: { ...spec, ...change }, inverse }
}

function restoring({ components, relations }: DesignSpec): Restore {
  return { do: 'restore', components, relations }
}

function wrongIn({ name, dataClasses }: Component): Guarded<CommandRefusal> {
  if (name.trim() === '') return refused('noName')
  if (name.length > 80 || dataClasses.length > dataClassLimits.count) return refused('tooLong')
  return dataClasses.some((each) => each.length > dataClassLimits.length) ? refused('tooLong') : allowed
}

function add(spec: DesignSpec, component: Component): Applied {
  if (!componentId.test(component.id)) return no('badId')
  if (spec.components.some(({ id }) => id === component.id)) return no('duplicateId')
  const answer = wrongIn(component)
  if (!answer.allowed) return answer
  return done(spec, { components: [...spec.components, component] }, { do: 'remove', id: component.id })
}

function alter(spec: DesignSpec, id: string, change: Partial<Component>, back: (was: Component) => Move): Applied {
  const was = spec.components.find((component) => component.id === id)
  if (!was) return no('unknownComponent')
  const now = { ...was, ...change }
  const answer = wrongIn(now)
  if (!answer.allowed) return answer
  if (isEqual(now, was)) return no('nothingChanged')
  const components = spec.components.map((component) => (component === was ? now : component))
  return done(spec, { components }, back(was))
}

function remove(spec: DesignSpec, id: string): Applied {
  if (!spec.components.some((component) => component.id === id)) return no('unknownComponent')
  const components = spec.components.filter((component) => component.id !== id)
  const relations = spec.relations.filter(({ from, to }) => from !== id && to !== id)
  return done(spec, { components, relations }, restoring(spec))
}

function connect(spec: DesignSpec, relation: Relation): Applied {
  const known = (end: string) => spec.components.some(({ id }) => id === end)
  if (!known(relation.from) || !known(relation.to)) return no('unknownComponent')
  if (relation.from === relation.to) return no('selfConnection')
  const wrong = wrongProtocol(spec, relation)
  if (wrong) return no(wrong)
  return done(spec, { relations: [...spec.relations, relation] }, { do: 'disconnect', relation })
}

function disconnect(spec: DesignSpec, relation: Relation): Applied {
  // The last one, so that taking a new connection back never takes an older one that says the same.
  const at = spec.relations.findLastIndex((each) => isSame(each, relation))
  if (at < 0) return no('unknownRelation')
  return done(spec, { relations: spec.relations.toSpliced(at, 1) }, restoring(spec))
}

function setProtocol(spec: DesignSpec, relation: Relation, protocol: string): Applied {
  const at = spec.relations.findIndex((each) => isSame(each, relation))
  if (at < 0) return no('unknownRelation')
  if (protocol === relation.protocol) return no('nothingChanged')
  const now = { ...relation, protocol }
  const wrong = wrongProtocol(spec, now)
  if (wrong) return no(wrong)
  return done(spec, { relations: spec.relations.with(at, now) }, restoring(spec))
}

function wrongProtocol(spec: DesignSpec, relation: Relation): CommandRefusal | null {
  if (relation.protocol.trim() === '') return 'noProtocol'
  if (relation.protocol.length > protocolLimit) return 'tooLong'
  return spec.relations.some((each) => isSame(each, relation)) ? 'alreadyConnected' : null
}

function setText(spec: DesignSpec, field: keyof typeof textLimits, text: string): Applied {
  if (text.length > textLimits[field]) return no('tooLong')
  if (field === 'title' && text.trim() === '') return no('noTitle')
  if (text === spec[field]) return no('nothingChanged')
  return done(spec, { [field]: text }, { do: 'setText', field, text: spec[field] })
}

function setLines(spec: DesignSpec, field: 'testPlan' | 'threats', lines: string[]): Applied {
  if (lines.length > lineLimits.count || lines.some(({ length }) => length > lineLimits.length)) return no('tooLong')
  if (isEqual(lines, spec[field])) return no('nothingChanged')
  return done(spec, { [field]: lines }, { do: 'setLines', field, lines: spec[field] })
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
