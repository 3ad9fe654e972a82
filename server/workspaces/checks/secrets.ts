import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import type { CheckFinding } from '../schemas.ts'
import type { Ran } from './result.ts'
import { secretsInLine } from './secret-rules.ts'

const skippedFolders = new Set(['.git', 'node_modules'])
const generated = /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml)$/
/** Larger files are counted as skipped, and a report that skipped any did not complete: something may hide there. */
const largestFile = 5_000_000

/** Looks for credentials in every file of the tree, on the host: the tree is read, never run, and no link is followed. */
export async function checkSecrets(folder: string, signal: AbortSignal): Promise<Ran> {
  const started = performance.now()
  const findings: CheckFinding[] = []
  const seen: string[] = []
  const measures = { filesScanned: 0, filesTooLarge: 0 }
  for await (const path of files(folder, '')) {
    signal.throwIfAborted()
    const { size } = await lstat(join(folder, path))
    if (size > largestFile) {
      measures.filesTooLarge++
      findings.push({
        rule: 'secret.tooLarge',
        message: 'Too large to look through for credentials.',
        path,
        line: null,
      })
      continue
    }
    const content = await readFile(join(folder, path))
    seen.push(`${path}: ${content.length} bytes`)
    measures.filesScanned++
    findings.push(...scan(path, content))
    await breathe()
  }
  const completed = measures.filesScanned > 0 && measures.filesTooLarge === 0
  return {
    ...{
      name: 'secrets',
      tool: 'codex-dominion/secrets',
      toolVersion: '1',
      completed,
      passed: completed && findings.length === 0,
    },
    ...{ findings, measures, durationMs: Math.round(performance.now() - started) },
    output: [...seen, ...findings.map((each) => JSON.stringify(each)), ''].join('\n'),
  }
}

/** The finding names the place, never the value: reports are kept and shown. */
function scan(path: string, content: Buffer): CheckFinding[] {
  if (content.subarray(0, 8000).includes(0)) return []
  const lines = content.toString('utf8').split('\n')
  return lines.flatMap((text, index) =>
    secretsInLine(text, generated.test(path)).map(({ rule, what }) => ({
      rule,
      message: `${what}. Take it out, and revoke it: whoever has the repository has it.`,
      path,
      line: index + 1,
    })),
  )
}

async function* files(root: string, below: string): AsyncGenerator<string> {
  for (const entry of await readdir(join(root, below), { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.isDirectory()) {
      if (!skippedFolders.has(entry.name)) yield* files(root, path)
    } else if (entry.isFile()) yield path
  }
}
