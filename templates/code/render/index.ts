import type { WorkspaceModel } from '#server/loop/intents/schemas.ts'
import { stamp } from '#templates/code/language/stamp.ts'
import { entityWords } from '#templates/code/language/words.ts'
import type { ServiceEntity } from '#templates/code/model.ts'
import { renderDataDocument } from './data-document.ts'
import { openapi } from './openapi.ts'
import { renderPage, renderPages } from './page.ts'
import { renderResources, renderRoutes } from './routes.ts'
import { renderSchema } from './schema.ts'
import { renderStore } from './store.ts'
import { renderTests } from './tests.ts'

/**
 * Every file that follows from the model, by path. The same model always gives the same bytes, so changes compose in any
 * order: a change is what the model says now against what the files say.
 */
export function renderModelFiles(model: WorkspaceModel): Record<string, string> {
  const sources: Record<string, string> = {
    'server/resources/index.ts': renderResources(model.entities),
    'front/pages/index.ts': renderPages(model.entities),
    'docs/data.md': renderDataDocument(model),
    ...Object.assign({}, ...model.entities.map(entityFiles)),
  }
  const stamped = Object.entries(sources).map(([path, body]) => [path, stamp(path, body)])
  return {
    ...Object.fromEntries(stamped),
    'model/service.json': printed(model),
    'openapi.json': printed(openapi(model)),
    'config/service.json': printed(model.config),
  }
}

function entityFiles(entity: ServiceEntity): Record<string, string> {
  const { folder } = entityWords(entity.name)
  const place = `server/resources/${folder}`
  return {
    [`${place}/schema.ts`]: renderSchema(entity),
    [`${place}/store.ts`]: renderStore(entity),
    [`${place}/routes.ts`]: renderRoutes(entity),
    [`${place}/${folder}.test.ts`]: renderTests(entity),
    ...(entity.listPage ? { [`front/pages/${folder}.tsx`]: renderPage(entity) } : {}),
  }
}

function printed(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
