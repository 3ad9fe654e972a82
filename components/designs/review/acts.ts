import * as en from '#components/messages/en.ts'
import type { DesignSpec } from '#server/loop/designs/schemas.ts'
import type { Editor } from './editor.ts'
import { rowAfter, rowOf, rowsOf } from './outline-rows.ts'

const words = en.designReview

/** What buttons and keys do alike, from wherever they are pressed. */
export function actsOf(editor: Editor) {
  const { spec, chosen, problems } = editor
  const row = rowOf(spec, chosen)
  const unlessFixed = (act: () => void) => () => (editor.reason ? editor.say(editor.reason) : act())
  return {
    add: unlessFixed(() => editor.ask({ for: 'add' })),
    connect: unlessFixed(() => {
      if (spec.components.length < 2) return editor.say(words.why.connect)
      editor.ask({ for: 'connection', from: row?.kind === 'component' ? row.key : null })
    }),
    change: unlessFixed(() => {
      if (row?.kind === 'component') return editor.ask({ for: 'component', id: row.key })
      if (row?.kind === 'connection') return editor.ask({ for: 'protocol', relation: row.relation })
      editor.say(row ? words.said.fixed : words.why.select)
    }),
    remove: unlessFixed(() => remove(editor)),
    undo: unlessFixed(() => editor.undo()),
    redo: unlessFixed(() => editor.redo()),
    nextProblem() {
      const next = problems[(problems.findIndex(({ where }) => where === chosen) + 1) % problems.length]
      if (!next) return editor.say(words.said.noProblem)
      if (next.where) editor.choose(next.where)
      editor.say(`${words.severities[next.severity]}: ${next.sentence}`)
    },
  }
}

function remove(editor: Editor): void {
  const { spec, chosen } = editor
  const row = rowOf(spec, chosen)
  if (!row) return editor.say(words.why.select)
  if (row.kind === 'held') return editor.say(words.said.fixed)
  const refusal =
    row.kind === 'component'
      ? editor.act(
          [{ do: 'remove', id: row.key }],
          words.said.removed(row.component.name, connectionsOf(spec, row.key).length),
          chosenAfter(spec, row.key, without(spec, row.key)),
        )
      : editor.act(
          [{ do: 'disconnect', relation: row.relation }],
          words.said.disconnected(nameOf(spec, row.relation.from), nameOf(spec, row.relation.to)),
          row.within,
        )
  if (refusal) editor.say(refusal.sentence)
}

function connectionsOf({ relations }: DesignSpec, id: string) {
  return relations.filter(({ from, to }) => from === id || to === id)
}

function without(spec: DesignSpec, id: string): DesignSpec {
  return {
    ...spec,
    components: spec.components.filter((component) => component.id !== id),
    relations: spec.relations.filter(({ from, to }) => from !== id && to !== id),
  }
}

function chosenAfter(before: DesignSpec, key: string, after: DesignSpec): string | null {
  const components = (spec: DesignSpec) => rowsOf(spec, new Set()).filter(({ kind }) => kind === 'component')
  return rowAfter(components(before), components(after), key)
}

export function nameOf({ components }: Pick<DesignSpec, 'components'>, id: string): string {
  return components.find((component) => component.id === id)?.name ?? id
}
