import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { packageRoot } from '#server/platform/env.ts'
import type { Diagnostic } from '#server/policy/toolchain/diagnostic.ts'
import { opaProgram } from '#server/policy/toolchain/program.ts'

const execute = promisify(execFile)

/** The repository this file belongs to: where the program, and by default the policies, are. */
export const ownRepository = packageRoot

/** What a run of OPA may see and for how long. `root` is the folder that holds `policies/`. */
export interface Workplace {
  root: string
  timeoutMs: number
}

export const ownWorkplace: Workplace = { root: ownRepository, timeoutMs: 400_000 }

export interface OpaRequest {
  command: 'build' | 'test' | 'mutate' | 'check' | 'format' | 'annotations' | 'capabilities'
  sources?: readonly string[]
  entrypoints?: readonly string[]
  capabilities?: string
  schemas?: string
  /** For `test`: trace which lines are reached, which takes about three times as long. */
  coverage?: boolean
  /** For `mutate`: this run takes every `parts`-th change, from number `part` on. */
  part?: number
  parts?: number
}

export interface OpaResult<Answer> {
  opaVersion: string
  diagnostics: Diagnostic[]
  /** Null exactly when there are diagnostics. */
  answer: Answer | null
  /** What `build` compiled. */
  wasm: Buffer | null
}

/**
 * Runs one OPA command in a child process and reads its answer from a file (a pipe truncates it).
 * @throws when the program is damaged, ran past its time, or ended without an answer.
 */
export async function runOpa<Answer>(request: OpaRequest, place: Workplace): Promise<OpaResult<Answer>> {
  const program = await opaProgram(ownRepository)
  const exchange = await mkdtemp(join(tmpdir(), 'opa-'))
  try {
    await writeFile(join(exchange, 'request.json'), JSON.stringify(request))
    const runner = join(packageRoot, 'server/policy/toolchain/wasi.ts')
    const arguments_ = ['--disable-warning=ExperimentalWarning', runner, program, place.root, exchange]
    await execute(process.execPath, arguments_, {
      env: {} as NodeJS.ProcessEnv,
      timeout: place.timeoutMs,
      killSignal: 'SIGKILL',
    })
    const result = JSON.parse(await readFile(join(exchange, 'result.json'), 'utf8')) as Omit<OpaResult<Answer>, 'wasm'>
    const built = request.command === 'build' && result.diagnostics.length === 0
    return { ...result, wasm: built ? await readFile(join(exchange, 'policy.wasm')) : null }
  } finally {
    await rm(exchange, { recursive: true, force: true })
  }
}
