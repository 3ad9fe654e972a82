import { DesignSpec } from '../../schemas.ts'

/** A small design with nothing wrong: a caller, an API and its table. */
export function harbourDesign(change: Partial<DesignSpec> = {}): DesignSpec {
  const data = ['operational']
  return DesignSpec.parse({
    version: 1,
    service: 'harbour',
    intent: { shape: 'readEndpoint', service: 'harbour', entity: 'Berth', query: { kind: 'count' } },
    title: 'List berths',
    summary: 'An endpoint that lists berths.',
    tradeOff: 'It reads everything at once.',
    openapi: { openapi: '3.1.0', paths: { '/berths': { get: {} } } },
    operations: ['GET /berths'],
    entities: [],
    components: [
      { id: 'caller', kind: 'person', name: 'A person or program', dataClasses: [] },
      { id: 'api', kind: 'api', name: 'Berths API', dataClasses: data },
      { id: 'database', kind: 'database', name: 'Table of berths', dataClasses: data },
    ],
    relations: [
      { from: 'caller', to: 'api', protocol: 'HTTP, JSON' },
      { from: 'api', to: 'database', protocol: 'SQL' },
    ],
    schemaChanges: [],
    newEnvironment: [],
    newDependencies: [],
    personalFields: [],
    testPlan: ['It lists what is there.'],
    threats: ['Exhaustion: pages have limits.'],
    author: 'api/read-endpoint@1.0.0+list',
    ...change,
  })
}
