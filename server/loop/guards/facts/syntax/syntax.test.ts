import { describe, expect, it } from 'vitest'
import { syntaxFacts } from './index.ts'

function seen(text: string, path = 'server/app.ts', addedFrom = 1) {
  const lines = text.split('\n').map((_, at) => at + 1)
  const head = [{ path, text, added: new Set(lines.filter((line) => line >= addedFrom)) }]
  return syntaxFacts(head, [], { locked: new Set(['hono', '@scope/kit']), personal: new Set(['email']) }).facts
}

describe('imports', () => {
  it.each([
    ["import { Hono } from 'hono/quick'", [{ module: 'hono', builtin: false, locked: true }]],
    ["export * from '@scope/kit/deep'", [{ module: '@scope/kit', locked: true }]],
    ["const x = require('left-pad')", [{ module: 'left-pad', locked: false }]],
    ["const x = await import('left-pad')", [{ module: 'left-pad', locked: false }]],
    ["import fs from 'node:fs/promises'", [{ module: 'fs', builtin: true, locked: null }]],
    ["import x from './x.ts'\nimport y from '#server/y.ts'", []],
  ])('%s', (text, found) => expect(seen(text)?.imports).toEqual(found.map((each) => expect.objectContaining(each))))
})

describe('dangerous calls', () => {
  it.each([
    ['eval', 'globalThis.eval(text)'],
    ['functionConstructor', "new Function('a', text)"],
    ['childProcess', "import { exec as run } from 'node:child_process'\nrun('ls')"],
    ['virtualMachine', "import * as vm from 'vm'\nvm.runInThisContext(text)"],
    ['dynamicImport', 'await import(name)'],
    ['dynamicImport', 'require(name)'],
    ['rawSql', 'db.query(`select * from ${name}`)'],
    ['rawSql', "db.query('select * from ' + name)"],
    ['rawSql', 'const sql = `select ${name}`\ndb.query(sql, [])'],
    ['rawSql', "db.query(['select', name].join(' '))"],
    ['unsafeHtml', 'element.innerHTML = text'],
    ['unsafeHtml', 'const page = <p dangerouslySetInnerHTML={{ __html: text }} />'],
  ])('%s: %s', (kind, text) => {
    const path = text.includes('<p') ? 'front/page.tsx' : 'server/app.ts'
    expect(seen(text, path)?.dangerousCalls).toEqual([expect.objectContaining({ kind, path })])
  })

  it.each([
    'const columns = \'"id"\'\nconst sql = `select ${columns} from t where id = $1`\ndb.query(sql, [id])',
    '/x/.exec(text)',
    'function query(text: string) { return pool.query(text) }',
    '// eval(text)',
  ])('none: %s', (text) => expect(seen(text)?.dangerousCalls).toEqual([]))

  it('are of added lines only', () =>
    expect(seen('eval(a)\n\nconst b = 1', 'server/app.ts', 3)?.dangerousCalls).toEqual([]))
})

describe('environment', () => {
  it.each([
    ['process.env.PORT', ['PORT']],
    ["process.env['PORT']", ['PORT']],
    ['process.env[name]', ['*']],
    ['const { PORT, HOST: host } = process.env', ['PORT', 'HOST']],
    ['start(process.env)', ['*']],
    ['import.meta.env.MODE', ['MODE']],
  ])('%s', (text, names) => expect(seen(text)?.environment.map(({ name }) => name)).toEqual(names))
})

describe('operations', () => {
  const operations = (text: string) =>
    seen(text)?.operations.map(({ operation, readsBody, validated }) => [operation, readsBody, validated])

  it('are below the path their routes are mounted at', () => {
    const text = `
      function berthRoutes() { const r = new Hono(); r.get('/', (c) => c.json([])); r.get('/:id{[0-9]+}', (c) => c.json({})); return r }
      app.route('/berths', berthRoutes())`
    expect(operations(text)).toEqual([
      ['GET /berths', false, null],
      ['GET /berths/{id}', false, null],
    ])
  })

  it.each<[string, unknown[]]>([
    ["app.post('/a', async (c) => c.json(New.parse(await jsonBody(c))))", ['POST /a', true, true]],
    [
      "app.post('/a', async (c) => { const b = await c.req.json(); return c.json(New.parse(b)) })",
      ['POST /a', true, true],
    ],
    ["app.post('/a', async (c) => c.json(await c.req.json()))", ['POST /a', true, false]],
    ["app.post('/a', (c) => c.json({ ok: true }))", ['POST /a', false, null]],
    ["app.post('/a', (c) => elsewhere(c))", ['POST /a', null, null]],
    ["app.post('/a', elsewhere)", ['POST /a', null, null]],
    ["app.on('PURGE', '/a', (c) => c.body(null))", ['PURGE /a', false, null]],
    ['app.get(path, (c) => c.body(null))', ['GET /*', false, null]],
  ])('%s', (text, operation) => expect(operations(text)).toEqual([operation]))

  it.each(["map.get('key', 1)", "c.get('user')", "emitter.on('error', (e) => log(e))", "app.get('/a')"])(
    'none: %s',
    (text) => expect(operations(text)).toEqual([]),
  )
})

describe('logs', () => {
  it.each([
    ['console.error(record.email)', ['email']],
    ['this.log.info({ email }, 1)', ['email']],
    ['console.log(record.id)', []],
    ['send(record.email)', []],
  ])('%s', (text, names) => expect(seen(text)?.loggedPersonal.map(({ name }) => name)).toEqual(names))
})

it('says nothing about code that cannot be read', () => expect(seen('const = {')).toBeNull())
