import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Database } from './database.ts'
import { readSettings } from './settings.ts'
import { startService } from './testing/service.ts'

const service = startService()
afterAll(() => service.close())

describe('the service', () => {
  it('is healthy while its database answers', async () => {
    const answer = await service.get('/health')
    expect(answer).toMatchObject({ status: 200, body: { status: 'ok', stage: 'development' } })
  })

  it('is not healthy when its database does not answer', async () => {
    const database: Database = { ...service.database, query: () => Promise.reject(new Error('gone')) }
    const answer = await startService({ database }).get('/health')
    expect(answer).toMatchObject({ status: 503, body: { type: 'urn:problem:database-unreachable' } })
  })

  it('shows its settings and its API description', async () => {
    expect((await service.get('/settings.json')).body).toEqual(readSettings('.'))
    expect((await service.get('/openapi.json')).body.openapi).toMatch(/^3\.1/)
  })

  it('serves its documents and knows when a copy is still good', async () => {
    const first = await service.get('/docs/index.md')
    expect(first.status).toBe(200)
    const again = await service.call('/docs/index.md', {
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    })
    expect(again.status).toBe(304)
  })

  it.each(['/docs/../package.json', '/docs/%2e%2e/package.json', '/static/none.js', '/nothing-here'])(
    'finds nothing at %s',
    async (path) => {
      const answer = await service.get(path)
      expect(answer.status).toBe(404)
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
    },
  )

  it('sends security headers with every answer', async () => {
    const { headers } = await service.get('/health')
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('refuses a body past the limit', async () => {
    const settings = { ...readSettings('.'), 'requests.maximumBytes': 1024 }
    const small = startService({ settings })
    const answer = await small.post('/anything', 'x'.repeat(2000))
    await small.close()
    expect(answer).toMatchObject({ status: 413, body: { type: 'urn:problem:too-large' } })
  })

  it('serves the built pages', async () => {
    const root = mkdtempSync(join(tmpdir(), 'service-'))
    mkdirSync(join(root, 'public/static'), { recursive: true })
    writeFileSync(join(root, 'public/index.html'), '<!doctype html>')
    writeFileSync(join(root, 'public/static/app.js'), '1')
    const environment = { root, stage: 'test', version: '1', listenOn: { port: 0, host: '127.0.0.1' } }
    const built = startService({ environment })
    const [page, script] = [await built.get('/'), await built.get('/static/app.js')]
    await built.close()
    rmSync(root, { recursive: true })
    expect(page).toMatchObject({ status: 200, text: '<!doctype html>' })
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  })
})
