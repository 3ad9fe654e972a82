import { expect, it } from 'vitest'
import { addChange, addService, person, testInstance } from '#server/testing/instance.ts'
import { csvTable } from './tables.ts'

const { app } = await testInstance()
await addService(app, 'harbour')
await addService(app, 'quay')
const auditor = person('prs_auditor', 'auditor')

async function textOf(table: string, query = ''): Promise<string> {
  const parts: string[] = []
  for await (const part of await csvTable(auditor, table, new URLSearchParams(query))) parts.push(part)
  return parts.join('')
}

it('holds every intent once, however many there are, and no title that a spreadsheet would run', async () => {
  const title = '=HYPERLINK("http://example.invalid","look")'
  await addChange(app, { id: 'chg_hostile', title })
  for (let at = 0; at < 501; at++) await addChange(app, { id: `chg_${at}`, createdAt: new Date(2026, 0, 1) })
  const text = await textOf('intents')
  const lines = text.trimEnd().split('\r\n')
  expect(text.startsWith('\uFEFFchange,title,')).toBe(true)
  expect(new Set(lines.map((line) => line.split(',')[0])).size).toBe(503)
  expect(lines).toHaveLength(503)
  expect(text).toContain(`"'=HYPERLINK(""http://example.invalid"",""look"")"`)
})

it('keeps the filter of its page', async () => {
  await addChange(app, { id: 'chg_quay', service: 'quay' })
  expect((await textOf('intents', 'service=quay')).trimEnd().split('\r\n')).toHaveLength(2)
  expect((await textOf('intents', 'service=nobody')).trimEnd().split('\r\n')).toHaveLength(1)
  expect(await textOf('ledger', 'kind=approval')).toMatch(/^number,entry,kind,[a-z_0-9,]+\r\n$/)
  expect(await textOf('decisions', 'decision=deny')).toMatch(/^\uFEFFdecision,[a-z_,]+\r\n$/)
})

it('holds of the intents exactly what their page searched for', async () => {
  const found = async (query: string) =>
    (await textOf('intents', query))
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[0])
  await addChange(app, { id: 'chg_tide', title: 'Tide: count', tier: 'high', state: 'delivered' })
  await addChange(app, { id: 'chg_tide_own', title: 'Tide: list page', requesterId: auditor.id, state: 'judging' })
  expect(await found('q=tide&tier=high')).toEqual(['chg_tide'])
  expect(await found('q=tide&standing=delivered')).toEqual(['chg_tide'])
  expect(await found('by=mine')).toEqual(['chg_tide_own'])
  expect(new Set(await found('q=tide&before=chg_tide'))).toEqual(new Set(['chg_tide', 'chg_tide_own']))
})

it('is for those who may read, and there is no other list', async () => {
  await expect(csvTable(person('prs_none'), 'ledger', new URLSearchParams())).rejects.toMatchObject({
    code: 'forbidden',
  })
  for (const name of ['people', 'constructor', '']) {
    await expect(csvTable(auditor, name, new URLSearchParams())).rejects.toMatchObject({ code: 'notFound' })
  }
})
