import { expect, it } from 'vitest'
import * as en from '#components/messages/en.ts'
import type { Field, WorkspaceModel } from '#server/loop/intents/schemas.ts'
import { structure } from '#server/loop/intents/structure/index.ts'

const text = (name: string): Field => ({ name, type: 'text', required: true, personal: false, rules: [] })
const harbour: WorkspaceModel = {
  version: 1,
  service: 'harbour',
  entities: [
    {
      ...{ name: 'Berth', path: '/berths', table: 'berths', orderBy: null, queries: [], listPage: null },
      fields: [text('code'), text('name')],
      consentPurpose: null,
    },
  ],
  config: {},
}

it.each(en.intents.exampleList)('the example for %s is understood as one', (shape, words) => {
  expect(structure(words, harbour).spec?.shape).toBe(shape)
})
