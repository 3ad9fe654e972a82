import type { SandboxResult } from '#server/ports/sandbox.ts'
import type { Prepared, Tools } from '../inside.ts'
import type { CheckFinding, CheckName, CheckResult } from '../schemas.ts'

/** What every command of a workspace is checked with. `copy` is made and used up by the check. */
export interface Checking {
  tools: Tools
  prepared: Prepared
  copy: string
  signal: AbortSignal
}

/** How much of a tool's output a finding quotes when it cannot be read otherwise. */
const quoted = 1200

/** What a tool's reader makes of its output. */
export interface Reading {
  completed: boolean
  passed: boolean
  findings: CheckFinding[]
  measures: Record<string, number>
}

/** A result, and the whole output it is a reading of: that is kept beside the report, under its digest. */
export interface Ran extends Omit<CheckResult, 'outputSha256'> {
  output: string
}

export function resultOf(
  name: CheckName,
  by: { tool: string; toolVersion: string },
  ran: SandboxResult,
  reading: Reading,
): Ran {
  return { name, ...by, ...reading, durationMs: Math.round(ran.durationMs), output: ran.stdout + ran.stderr }
}

/** The sandbox ended it, or its output cannot be made sense of: no statement about the tree. */
export function incomplete(ran: SandboxResult, why: string): Reading {
  const how = ran.outcome === 'exited' ? `exit code ${ran.exitCode}` : ran.outcome
  return {
    completed: false,
    passed: false,
    findings: [finding('check.incomplete', `${why} (${how}). ${tail(ran)}`)],
    measures: {},
  }
}

export function finding(
  rule: string,
  message: string,
  path: string | null = null,
  line: number | null = null,
): CheckFinding {
  return { rule, message: message.trim(), path, line }
}

export function tail({ stdout, stderr }: SandboxResult): string {
  return (stderr.trim() || stdout.trim()).slice(-quoted)
}

/** Paths inside the sandbox begin at the workspace; findings name them from its root. */
export function relativePath(path: string): string {
  return path.replace(/^(file:\/\/)?\/workspace\//, '').replace(/^\.\//, '')
}
