import { type Command, exitCodes, failureLine, UsageError } from './commands/command.ts'

/** Loaded only when asked for: `--help` works before any install. */
const commands: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  login: () => import('./commands/login.ts'),
  demo: () => import('./commands/demo.ts'),
  doctor: () => import('./commands/doctor.ts'),
  intent: () => import('./commands/intent.ts'),
  classify: () => import('./commands/classify.ts'),
  approve: () => import('./commands/approve.ts'),
  halt: () => import('./commands/halt.ts'),
  resume: () => import('./commands/resume.ts'),
  ledger: () => import('./commands/ledger.ts'),
  erase: () => import('./commands/erase.ts'),
  hold: () => import('./commands/hold.ts'),
  verify: () => import('./commands/verify.ts'),
  keys: () => import('./commands/keys.ts'),
  token: () => import('./commands/token.ts'),
  workspace: () => import('./commands/workspace.ts'),
  bench: () => import('./commands/bench.ts'),
  policy: () => import('./commands/policy.ts'),
}

const summaries: Readonly<Record<string, string>> = {
  login: 'sign in; what follows acts as you',
  demo: 'see it govern, on a throw-away instance',
  doctor: 'is everything this instance needs in place?',
  intent: 'create, watch, list, amend or withdraw intents',
  classify: 'kind and tier of intents, one JSON object a line',
  approve: 'list what waits for you, or sign it',
  halt: 'stop automation, everywhere or for one service',
  resume: 'give a clearance, or let automation go on',
  ledger: 'export the evidence of a change, rebuild the graph, archive or drop a shard',
  erase: 'erase what is known of a person: one asks, another confirms',
  hold: 'place or lift a legal hold',
  verify: 'check an evidence bundle or the whole ledger',
  keys: 'which keys sign, or new ones',
  token: 'create, list or revoke tokens for programs that read',
  workspace: 'add or list governed repositories',
  bench: 'measure: loop, ledger, lineage, edge, policy, pages',
  policy: 'build, test, check, fmt or verify the policies',
}

function help(): string {
  const lines = Object.entries(summaries).map(([name, summary]) => `  ${name.padEnd(10)} ${summary}`)
  const codes = Object.entries(exitCodes).map(([name, code]) => `${code} ${name}`)
  return [
    'Usage: dominion <command> [options]',
    '',
    ...lines,
    '',
    'Every command takes --help and --json. DOMINION_DATA names the instance.',
    `Exit codes: ${codes.join(', ')}.`,
  ].join('\n')
}

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv
  if (!name || name === '--help' || name === 'help') {
    process.stdout.write(`${help()}\n`)
    return name ? exitCodes.done : exitCodes.usage
  }
  const load = commands[name]
  if (!load) throw new UsageError(`There is no command ${name}.`)
  const { command } = await load()
  if (rest.includes('--help')) {
    process.stdout.write(`${command.usage.trim()}\n`)
    return exitCodes.done
  }
  return await command.run(rest)
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const { line, code } = failureLine(error)
  process.stderr.write(`dominion: ${line}\n`)
  process.exitCode = code
}
