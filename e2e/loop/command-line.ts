import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Role } from '#server/identity/index.ts'
import { packageRoot } from '#server/platform/env.ts'
import { data } from './journey.ts'

/** What a command left on the terminal. */
export interface Said {
  code: number
  out: string
  errors: string
  /** Its answer, when it was asked for with `--json`: one object. */
  json<T>(): T
}

const signedIn = new Map<string, Promise<Said>>()

/** Runs `bin/dominion` as a person types it, signed in with a session file of their own; nobody without a person. */
export async function dominion(as: Role | null, ...argv: string[]): Promise<Said> {
  if (as === null) return await typed('nobody', argv)
  if (!signedIn.has(as)) signedIn.set(as, typed(as, ['login', '--practice', as]))
  const login = await signedIn.get(as)
  if (login?.code !== 0) throw new Error(`${as} cannot sign in: ${login?.errors}`)
  return await typed(as, argv)
}

async function typed(who: string, argv: readonly string[]): Promise<Said> {
  const session = join(data, `session-of-${who}`)
  return await program('sh', [join(packageRoot, 'bin/dominion'), ...argv], { DOMINION_SESSION: session })
}

/** Runs a program in the package's root against the journeys' instance. */
export async function program(
  name: string,
  argv: readonly string[],
  variables: Record<string, string> = {},
): Promise<Said> {
  const child = spawn(name, argv, {
    cwd: packageRoot,
    env: { ...process.env, NODE_ENV: 'production', DOMINION_DATA: data, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ])
  const json = <T>() => {
    if (!out) throw new Error(`${argv.join(' ')} gave no answer: ${errors}`)
    return JSON.parse(out) as T
  }
  return { code: code ?? -1, out, errors, json }
}
