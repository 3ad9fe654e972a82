/* The house's import rules (docs/adr, DESIGN §1). All are errors; there is no list of known violations. */

/** Domain modules in their order: each may import earlier ones only, through their front doors. */
const modules = [
  'server/loop/change',
  'server/policy',
  'server/loop/ledger',
  'server/identity',
  'server/consent',
  'server/retention',
  'server/workspaces',
  'server/loop/intents',
  'server/loop/designs',
  'server/loop/codegen',
  'server/loop/guards',
  'server/loop/autonomy',
]

const any = (paths) => `^(${paths.join('|')})/`
const frontDoor = '(index|thresholds|vocabulary|schemas|ports|machine|events|jobs|tier)\\.ts$'
const browserSafe =
  '/(vocabulary|schemas|machine|tier|permissions)\\.ts$|^server/loop/ledger/(predicates|format|proof)/|^server/loop/designs/edit/|^server/policy/inputs/'
const tests = '\\.(test|contract|samples)\\.(ts|tsx)$|/testing/'
/** Files that start a process: they put it together, so they may reach further than what they start. */
const programs =
  '^(server/composition\\.ts|server/start/|server/(edge|witness)/main\\.ts|server/loop/ledger/sequencer/main\\.ts)'

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

const orderRules = modules
  .slice(0, -1)
  .map((module, position) =>
    rule(
      `order-${module.split('/').at(-1)}`,
      'A module imports earlier ones only. What flows back is an event, not an import.',
      { path: `^${module}/`, pathNot: tests },
      { path: any(modules.slice(position + 1)) },
    ),
  )

const frontDoorRules = modules.map((module) =>
  rule(
    `front-door-${module.split('/').at(-1)}`,
    'Other code uses index, vocabulary, schemas, ports, machine, events or jobs of a module, nothing behind them.',
    { pathNot: `^${module}/|${tests}|${programs}` },
    {
      path: `^${module}/`,
      // Of these two governed.ts alone reaches past a front door: they import nothing of it.
      pathNot: `^${module}/${frontDoor}|^${module}/[^/]+/${frontDoor}|^${module}/[^/]+/[^/]+/${frontDoor}|^server/(identity/permissions|loop/ledger/append)\\.ts$`,
    },
  ),
)

module.exports = {
  forbidden: [
    rule('no-cycles', 'Two files that need each other are one thing, or need a third.', {}, { circular: true }),
    rule('resolvable', 'An import that leads nowhere.', {}, { couldNotResolve: true }),
    rule(
      'no-test-packages-at-run-time',
      'npm start installs without development packages.',
      { path: '^(app|components|server|workers|bin)/', pathNot: tests },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    ),
    ...orderRules,
    ...frontDoorRules,
    rule(
      'inner-doors-governed-only',
      'Only governed.ts reaches past the front doors of identity and ledger; pages ask the same pure permission guard.',
      { pathNot: `^server/(governed|step)\\.ts$|^server/(identity|loop/ledger)/|^components/|${tests}|${programs}` },
      { path: '^server/(identity/permissions|loop/ledger/append)\\.ts$' },
    ),
    rule(
      'platform-knows-no-domain',
      'The platform serves every product; it names none.',
      { path: '^server/platform/', pathNot: tests },
      { path: '^(server|workers|app|components)/', pathNot: '^server/platform/' },
    ),
    rule(
      'ports-import-ports',
      'A port is a promise: it names no one who keeps it.',
      { path: '^server/ports/' },
      { path: '^(server|workers|app|components|prisma)/', pathNot: '^server/ports/|/(vocabulary|schemas)\\.ts$' },
    ),
    rule(
      'adapters-see-ports',
      'An adapter knows ports, the platform and schemas, never a stage.',
      { path: '^server/adapters/', pathNot: tests },
      { path: '^server/', pathNot: `^server/(ports|platform|adapters)/|${browserSafe}|/ports\\.ts$` },
    ),
    rule(
      'adapters-by-composition',
      'Which adapter is used is decided in one place.',
      { pathNot: `^server/adapters/|${programs}|${tests}` },
      { path: '^server/adapters/' },
    ),
    rule(
      'one-adapter-each',
      'Adapters do not lean on each other; what they share is a port or the platform.',
      { path: '^server/adapters/([^/]+)/', pathNot: tests },
      { path: '^server/adapters/', pathNot: '^server/adapters/$1/' },
    ),
    rule(
      'rows-in-stores',
      'Prisma and pg are used where rows are read and written, nowhere else.',
      {
        path: '^(server|workers|app|components)/',
        pathNot: `(^|/)store\\.ts$|^server/platform/(db|postgres)/|^server/platform/migrate\\.ts$|^server/adapters/(queue|databases)/|^server/loop/ledger/sequencer/|^server/start/|${tests}`,
      },
      { path: '^prisma/client/|node_modules/(pg|@prisma)/' },
    ),
    rule(
      'queue-in-its-adapter',
      'BullMQ is one way to run jobs.',
      { pathNot: `^server/adapters/queue/|${tests}` },
      { path: 'node_modules/bullmq/' },
    ),
    rule(
      'components-are-browser-safe',
      'What runs in a browser sees vocabulary, schemas, machines, the proof code, the evaluator and the router’s type.',
      { path: '^components/', pathNot: tests },
      {
        path: '^(server|workers|prisma)/',
        pathNot: `${browserSafe}|^server/policy/evaluate\\.ts$|^server/platform/(machine|guard)\\.ts$`,
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'browser-safe-files',
      'Vocabulary, schemas and machines use no Node module.',
      { path: browserSafe, pathNot: tests },
      { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'small-zod',
      'What a page loads uses zod/mini: the whole of zod costs it 90 KB.',
      { path: browserSafe, pathNot: tests },
      { path: 'node_modules/zod/(?!.*mini)', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'browser-safe-closure',
      'What they import is browser-safe in turn.',
      { path: browserSafe, pathNot: `^server/edge/|${tests}` },
      {
        path: '^(server|workers)/',
        pathNot: `${browserSafe}|^server/platform/(machine|guard|errors|refusal)\\.ts$|^server/ports/|/(thresholds|numbers|events)\\.ts$`,
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'testing-in-tests',
      'Test code never ships.',
      { pathNot: `${tests}|^vitest\\.config\\.ts$|^tools/|^e2e/` },
      { path: '/testing/' },
    ),
    rule(
      'workers-are-thin',
      'A worker parses, calls a stage’s front door, and is done.',
      { path: '^workers/', pathNot: tests },
      { path: '^(server/adapters|app|components|prisma)/' },
    ),
    rule(
      'pages-are-thin',
      'A page prefetches through the API and renders one feature component; a route hands on to a front door.',
      { path: '^app/', pathNot: `/route\\.ts$|${tests}` },
      { path: '^(workers|prisma|server/adapters|server/loop)/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^prisma/client/.+/|^\\.next|^templates/code/service/files/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
