import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { packageRoot } from '#server/platform/env.ts'
import type { Sabotage } from './table.ts'

const Report = z.object({ success: z.boolean(), numPassedTests: z.number(), numFailedTests: z.number() })

/** What a run of test files came to. */
export interface Ran extends z.infer<typeof Report> {
  output: string
}

/** The sources in a folder of their own, with the packages of this one: what is done to them stays there. */
export class Copy {
  readonly folder = mkdtempSync(join(tmpdir(), 'dominion-sabotage-'))

  constructor() {
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: packageRoot,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    })
    for (const path of listed.split('\0').filter((each) => each && existsSync(join(packageRoot, each)))) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true })
      cpSync(join(packageRoot, path), join(this.folder, path))
    }
    symlinkSync(join(packageRoot, 'node_modules'), join(this.folder, 'node_modules'))
  }

  /** Sabotages one part while `work` runs. @throws Error when the part is no longer where the table says */
  async with<T>({ file, find, replace }: Sabotage, work: () => Promise<T>): Promise<T> {
    const path = join(this.folder, file)
    const whole = readFileSync(path, 'utf8')
    const parts = whole.split(find)
    if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times what is to be swapped: ${find}`)
    writeFileSync(path, parts.join(replace))
    try {
      return await work()
    } finally {
      writeFileSync(path, whole)
    }
  }

  /** Runs test files as `npm test` does. */
  async run(files: readonly string[]): Promise<Ran> {
    const report = join(this.folder, 'sabotage-report.json')
    rmSync(report, { force: true })
    const variables = Object.entries(process.env).filter(([name]) => !/^(VITEST|DOMINION_|TEST|LOG_LEVEL$)/.test(name))
    const argv = ['run', '--project=unit', '--project=database', '--reporter=json', `--outputFile.json=${report}`]
    const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', ...argv, ...files], {
      cwd: this.folder,
      env: { ...Object.fromEntries(variables), NODE_ENV: 'test' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const [said, warned] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
    const output = `${said}${warned}`.slice(-4_000)
    if (!existsSync(report)) throw new Error(`The tests did not run: ${output}`)
    return { ...Report.parse(JSON.parse(readFileSync(report, 'utf8'))), output }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
