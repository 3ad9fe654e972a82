import { describe, expect, it } from 'vitest'
import type { Git } from '#server/ports/git.ts'
import { addChange, addService, artifact, person, testInstance } from '#server/testing/instance.ts'
import { withoutUser } from './governed-services.ts'
import { governedServices } from './index.ts'

const git = { resolve: async () => 'head', readFile: async () => null } as unknown as Git
const { app } = await testInstance({ git })
const lead = person('prs_lead', 'lead')

describe('the governed services', () => {
  it('are none before one is added', async () => expect(await governedServices(lead, {})).toEqual([]))

  it('stand by name, each with its release and with what is under way there', async () => {
    await addService(app, 'harbour')
    await addService(app, 'customs')
    await addChange(app, { id: 'chg-open', service: 'harbour', state: 'approving' })
    for (const state of ['delivered', 'denied', 'withdrawn', 'rolledBack'])
      await addChange(app, { service: 'harbour', state })
    const [customs, harbour] = await governedServices(lead, {})
    expect(customs).toMatchObject({ service: 'customs', open: [], locked: { state: 'none' } })
    expect(harbour?.release).toMatchObject({ digest: artifact('harbour one'), changeId: null, previousDigest: null })
    expect(harbour?.open.map(({ id }) => id)).toEqual(['chg-open'])
  })

  it('have no release until they were built once', async () => {
    const unbuilt = { service: 'unbuilt', source: '/srv/unbuilt', defaultBranch: 'main', createdBy: 'prs_lead' }
    await app.workspace.create({ data: { ...unbuilt, consentIds: [] } })
    expect((await governedServices(lead, {})).find(({ service }) => service === 'unbuilt')?.release).toBeNull()
  })

  it('are for people with a role', async () => {
    await expect(governedServices(person('prs_nobody'), {})).rejects.toMatchObject({ code: 'forbidden' })
  })
})

it.each([
  ['https://ann:token@git.example/port.git', 'https://git.example/port.git'],
  ['https://git.example/a@b.git', 'https://git.example/a@b.git'],
  ['/srv/port', '/srv/port'],
  ['template:service@1', 'template:service@1'],
])('%s is told as %s', (source, told) => expect(withoutUser(source)).toBe(told))
