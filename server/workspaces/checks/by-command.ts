import type { SandboxResult } from '#server/ports/sandbox.ts'
import { copyTree } from '../copies.ts'
import { runInside, toolOf } from '../inside.ts'
import type { CheckName } from '../schemas.ts'
import { readBiome } from './biome.ts'
import { type Checking, finding, incomplete, type Ran, type Reading, relativePath, resultOf, tail } from './result.ts'

/** Runs a command whose output says what is wrong: Biome's report, or lines that name file and line as compilers do. */
export async function checkByCommand(
  name: CheckName,
  argv: readonly string[],
  { tools, prepared, copy, signal }: Checking,
): Promise<Ran> {
  await copyTree(prepared.folder, copy)
  const counted = countsFiles(argv) ? [...argv, '--diagnostics'] : argv
  const ran = await runInside(tools, prepared, { argv: counted, copy }, signal)
  return resultOf(name, await toolOf(prepared, argv), ran, read(ran, counted))
}

/** TypeScript is silent when all is well, also when it found no file; this makes it say how many it read. */
function countsFiles(argv: readonly string[]): boolean {
  return argv.some((word) => /(^|\/)tsc$/.test(word))
}

function read(ran: SandboxResult, argv: readonly string[]): Reading {
  if (ran.outcome !== 'exited') return incomplete(ran, 'The command did not end by itself')
  if (argv.includes('--reporter=json')) return readBiome(ran) ?? incomplete(ran, 'The report cannot be read')
  if (argv.includes('--diagnostics')) return readCompiler(ran)
  return readLines(ran)
}

function readCompiler(ran: SandboxResult): Reading {
  const files = Number(/^Files:\s+(\d+)/m.exec(ran.stdout)?.[1] ?? 0)
  if (files === 0) return incomplete(ran, 'The compiler read no file')
  const reading = readLines(ran)
  return { ...reading, measures: { filesScanned: files } }
}

/** `path(line,column): error TS0000: message` and `path:line:column: message`. */
function readLines(ran: SandboxResult): Reading {
  // A shell that does not find the program answers 126 or 127; a crash of Node itself answers above 128.
  if ((ran.exitCode ?? 0) >= 126) return incomplete(ran, 'The tool did not run')
  const passed = ran.exitCode === 0
  const findings = `${ran.stdout}\n${ran.stderr}`.split('\n').flatMap((text) => {
    const typescript = /^(.+?)\((\d+),\d+\): error (TS\d+): (.*)$/.exec(text)
    if (typescript)
      return [
        finding(typescript[3] ?? '', typescript[4] ?? '', relativePath(typescript[1] ?? ''), Number(typescript[2])),
      ]
    const plain = /^\s*([\w./@-]+\.\w+):(\d+)(?::\d+)?:?\s+(.+)$/.exec(text)
    return plain ? [finding('tool', plain[3] ?? '', relativePath(plain[1] ?? ''), Number(plain[2]))] : []
  })
  if (passed) return { completed: true, passed, findings: [], measures: {} }
  return {
    completed: true,
    passed,
    findings: findings.length > 0 ? findings : [finding('tool', tail(ran))],
    measures: {},
  }
}
