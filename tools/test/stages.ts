/** One promise of the repository and the program that checks it. */
export interface Stage {
  name: string
  /** Arguments to Node. */
  command: readonly string[]
  /** Stages that must have passed first. */
  needs: readonly string[]
  /** Judges how fast services answer, so a busy neighbour would make it see faults that are none. */
  alone?: boolean
  /** Why it runs only when it is named. The reason is printed, and the stage counted as skipped. */
  onlyNamed?: string
  /** Who writes a JSON report to `$TEST_REPORT`. */
  report?: 'vitest' | 'playwright' | 'rego'
}

const next = 'node_modules/next/dist/bin/next'
const oxlint = ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings']
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json']

/** Each takes longer than all the others together, and wants a machine with nothing else to do. */
const nightly = 'long: run it by name; the nightly workflow does'

/** The portal's folder in tests: a running `npm start` keeps its own. */
export const testBuild = '.next-test'

/** All stages. The long ones come first, so that two at a time end soonest; those that must be alone come last. */
export const stages: readonly Stage[] = [
  { name: 'routes', command: [next, 'typegen'], needs: [] },
  { name: 'build', command: ['tools/test/build.ts'], needs: ['routes'] },
  { name: 'tests', command: [...vitest, '--project=unit', '--project=database'], needs: [], report: 'vitest' },
  { name: 'format', command: ['node_modules/@biomejs/biome/bin/biome', 'ci', '--max-diagnostics=20', '.'], needs: [] },
  { name: 'lint', command: oxlint, needs: [] },
  {
    name: 'types',
    command: ['node_modules/typescript7/bin/tsc', '--noEmit', '-p', 'tsconfig.check.json'],
    needs: ['routes'],
  },
  { name: 'house', command: ['tools/house/check.ts'], needs: [] },
  { name: 'boundaries', command: ['tools/boundaries/check.ts'], needs: [] },
  { name: 'dead code', command: ['node_modules/knip/bin/knip.js', '--no-progress'], needs: [] },
  { name: 'schema', command: ['tools/prisma/check.ts'], needs: [] },
  { name: 'page weight', command: ['tools/test/page-weight.ts'], needs: ['build'] },
  { name: 'policies', command: ['tools/test/policies.ts'], needs: [], report: 'rego' },
  {
    name: 'end to end',
    command: ['tools/test/end-to-end.ts'],
    needs: ['build'],
    alone: true,
    report: 'playwright',
  },
  {
    name: 'pages',
    command: ['tools/test/end-to-end.ts', 'pages'],
    needs: ['build'],
    alone: true,
    onlyNamed: nightly,
    report: 'playwright',
  },
  {
    name: 'loop',
    command: [...vitest, '--project=loop'],
    needs: [],
    alone: true,
    onlyNamed: nightly,
    report: 'vitest',
  },
  {
    name: 'models',
    command: [...vitest, '--project=models'],
    needs: [],
    alone: true,
    onlyNamed: nightly,
    report: 'vitest',
  },
  {
    name: 'crash',
    command: [...vitest, '--project=crash'],
    needs: [],
    alone: true,
    onlyNamed: nightly,
    report: 'vitest',
  },
  {
    name: 'strangers',
    command: [...vitest, '--project=strangers'],
    needs: [],
    onlyNamed: 'needs Go and its module proxy: run it by name; CI does',
    report: 'vitest',
  },
  {
    name: 'sabotage',
    command: [...vitest, '--project=sabotage'],
    needs: [],
    alone: true,
    onlyNamed: nightly,
    report: 'vitest',
  },
  { name: 'mutation', command: ['bin/dominion.ts', 'policy', 'mutate'], needs: [], onlyNamed: nightly },
  {
    name: 'pictures',
    command: ['tools/pictures/take.ts', '--compare'],
    needs: ['build'],
    alone: true,
    onlyNamed: nightly,
    report: 'playwright',
  },
]

/**
 * The stages named and all they need, in their order; without a name, all but those that run only when named.
 * @throws Error for a name that is no stage
 */
export function chosen(names: readonly string[], from: readonly Stage[] = stages): Stage[] {
  if (names.length === 0) return from.filter(({ onlyNamed }) => !onlyNamed)
  const wanted = new Set<string>()
  const want = (name: string) => {
    const stage = from.find((one) => one.name === name)
    if (!stage) throw new Error(`There is no stage ${name}. There are: ${from.map((one) => one.name).join(', ')}.`)
    wanted.add(name)
    stage.needs.forEach(want)
  }
  names.forEach(want)
  return from.filter(({ name }) => wanted.has(name))
}
