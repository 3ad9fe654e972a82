import { describe, expect, it } from 'vitest'
import { WorkspaceModel } from '#server/loop/intents/schemas.ts'
import { WorkspaceManifest } from '#server/workspaces/schemas.ts'
import { resource } from '#templates/code/testing/arrival.ts'
import { Repository } from '#templates/code/testing/repository.ts'

describe('the service pack', () => {
  const { files } = new Repository()

  it('is a repository that the system can read', () => {
    expect(WorkspaceManifest.parse(JSON.parse(files['dominion.json'] ?? '')).service).toBe('harbour')
    expect(WorkspaceModel.parse(JSON.parse(files['model/service.json'] ?? '')).entities).toHaveLength(1)
    expect(files['package-lock.json']).not.toContain('"resolved"')
    expect(Object.values(files).join('')).not.toContain('{{service}}')
  })
})

describe('golden files', () => {
  const repository = new Repository()
  repository.apply(resource, 1)

  it.each(['schema.ts', 'store.ts', 'routes.ts', 'vessel-arrivals.test.ts'])('%s', async (name) => {
    const content = repository.files[`server/resources/vessel-arrivals/${name}`]
    await expect(content).toMatchFileSnapshot(`./golden/${name}.snap`)
  })

  it('the migration', async () => {
    const content = repository.files['migrations/0002_create_vessel_arrivals.sql']
    await expect(content).toMatchFileSnapshot('./golden/migration.sql.snap')
  })
})
