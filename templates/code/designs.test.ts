import { describe, expect, it } from 'vitest'
import { begin, perform, problems } from '#server/loop/designs/edit/index.ts'
import type { DesignSpec } from '#server/loop/designs/schemas.ts'
import type { IntentSpec } from '#server/loop/intents/schemas.ts'
import { code, design } from '#templates/code/index.ts'
import { resource } from '#templates/code/testing/arrival.ts'
import { Repository } from '#templates/code/testing/repository.ts'

const service = 'harbour'
const master = { name: 'master', type: 'text' as const, required: false, personal: true, rules: [] }
const ofBerth = { service, entity: 'Berth' } as const
const intents: readonly IntentSpec[] = [
  resource,
  { ...resource, entity: { name: 'Pilotage', fields: [...resource.entity.fields, master] }, orderBy: null },
  { shape: 'addField', ...ofBerth, field: master },
  { shape: 'readEndpoint', ...ofBerth, query: { kind: 'count' } },
  { shape: 'validation', ...ofBerth, field: 'code', rule: { kind: 'maxLength', value: 8 } },
  { shape: 'listPage', ...ofBerth, columns: ['code'] },
  { shape: 'config', service, key: 'title', value: 'Our port' },
  { shape: 'docs', service, path: 'docs/tides.md', title: 'Tides', body: 'Twice a day.' },
]

describe.each(intents)('a design of the shape $shape', (intent) => {
  const { model, files } = new Repository()

  it('has nothing that its reviewers would have to mend', () => {
    for (const option of design(intent, model)) expect(problems(option)).toEqual([])
  })

  it('gives the same code when a person edits what they may of it', () => {
    for (const option of design(intent, model))
      expect(code(edited(option), model, files)).toEqual(code(option, model, files))
  })
})

function edited(option: DesignSpec): DesignSpec {
  const performed = perform(begin(option), [
    { do: 'addComponent', component: { id: 'archive', kind: 'document', name: 'Archive', dataClasses: [] } },
    { do: 'setText', field: 'summary', text: 'Edited.' },
    { do: 'setLines', field: 'threats', lines: ['Edited.'] },
  ])
  if (!performed.allowed) throw new Error(performed.sentence)
  return performed.history.spec
}
