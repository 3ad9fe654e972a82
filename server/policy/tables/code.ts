/** Calls no commit may add: each runs text or programs that nobody reviewed. */
export const dangerousCalls = [
  'eval',
  'functionConstructor',
  'childProcess',
  'virtualMachine',
  'rawSql',
  'dynamicImport',
  'unsafeHtml',
] as const

/** Built-in modules a service has no business with; its network and files are the sandbox's. */
export const forbiddenModules = [
  'child_process',
  'cluster',
  'dgram',
  'inspector',
  'module',
  'repl',
  'v8',
  'vm',
  'wasi',
  'worker_threads',
] as const

/** Paths the pipeline never writes, because they judge or run it. Prefixes end in `/`. */
export const protectedPaths = [
  '.github/',
  '.gitlab-ci.yml',
  '.npmrc',
  'CODEOWNERS',
  'dominion.json',
  'package-lock.json',
  'policies/',
  'tools/',
] as const

/** Files that say who may use the work; deleting one takes a licence away. */
export const licenceFiles = ['LICENSE', 'LICENSE.md', 'LICENCE', 'NOTICE'] as const

/** What a documentation or configuration change may touch. */
export const harmlessPaths = ['docs/', 'config/', 'model/service.json', 'README.md', 'CHANGELOG.md'] as const
