import { join } from 'node:path'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { answerAsset, readAssets } from './assets.ts'
import type { Database } from './database.ts'
import type { Environment } from './environment.ts'
import { answerProblem, Problem } from './problems.ts'
import { mountResources } from './resources/index.ts'
import type { Settings } from './settings.ts'

/** Everything a route may use. */
export interface Service {
  database: Database
  settings: Settings
  environment: Environment
}

/** The whole service as one request handler: security headers and limits first, then its routes, then its pages. */
export function createApp(service: Service): Hono {
  const { settings, environment } = service
  const app = new Hono()
  app.onError(answerProblem)
  app.notFound((c) => answerProblem(new Problem(404, 'not-found', 'There is nothing at this address.'), c))
  app.use(secureHeaders({ contentSecurityPolicy, referrerPolicy: 'same-origin' }))
  app.use(bodyLimit({ maxSize: settings['requests.maximumBytes'], onError: tooLarge }))

  app.get('/health', (c) => health(service).then((answer) => c.json(answer)))
  app.get('/settings.json', (c) => c.json(settings))
  mountResources(app, service)
  mountFiles(app, environment.root)
  return app
}

const contentSecurityPolicy = {
  defaultSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  objectSrc: ["'none'"],
}

function tooLarge(): never {
  throw new Problem(413, 'too-large', 'The request is larger than this service accepts.')
}

/** Healthy means that the database answers, not only that the process runs. */
async function health({ database, environment }: Service) {
  try {
    await database.query('select 1')
  } catch {
    throw new Problem(503, 'database-unreachable', 'The database does not answer.')
  }
  return { status: 'ok', stage: environment.stage, version: environment.version }
}

function mountFiles(app: Hono, root: string): void {
  const api = readAssets(join(root, 'openapi.json'))
  const docs = readAssets(join(root, 'docs'))
  const pages = readAssets(join(root, 'public'))
  app.get('/openapi.json', (c) => answerAsset(c, api, 'openapi.json'))
  app.get('/docs/*', (c) => answerAsset(c, docs, c.req.path.slice('/docs/'.length)))
  app.get('/static/*', (c) => answerAsset(c, pages, c.req.path.slice(1)))
  app.get('/', (c) => answerAsset(c, pages, 'index.html'))
}
