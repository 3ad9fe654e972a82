import { expect, it } from 'vitest'
import { en } from '#components/messages/en.ts'
import { structure } from '#server/loop/intents/structure/index.ts'
import type { WorkspaceModel } from '#server/loop/intents/schemas.ts'

const text = { type: 'text', required: true, personal: false, rules: [] } as const
const berth = {
  ...{ name: 'Berth', path: '/berths', table: 'berths', orderBy: null, queries: [], listPage: null, consentPurpose: null },
  fields: [
    { ...text, name: 'code' },
    { ...text, name: 'name' },
  ],
}
const harbour = { version: 1, service: 'harbour', entities: [berth], config: {} } satisfies WorkspaceModel as WorkspaceModel

it.each(en.intents.exampleList)('the example for %s is understood as one', (shape, words) => {
  expect(structure(words, harbour).spec?.shape).toBe(shape)
})
