import { isTold, type Told } from '#components/guards/told.ts'
import { readAs } from '#components/rpc/shape.ts'
import { isCheckReport } from '../check-report.ts'
import type { DiffRow } from './rows.ts'

/** What policy or a tool says about one place of the change. */
export interface PlacedFinding {
  path: string
  line: number | null
  message: string
  remediation: string | null
  /** The rule, or the tool's name for it. */
  rule: string
  /** Null for what a tool says: tools have no tiers. */
  severity: string | null
}

/** What the newest verdict and the newest checks say about a file of the change, the gravest first as they come. */
export function findingsOf(verdict: { findings: unknown } | undefined, report: unknown): PlacedFinding[] {
  const told = Array.isArray(verdict?.findings) ? verdict.findings : []
  const checks = readAs(isCheckReport, report)?.results ?? []
  return [
    ...told.flatMap((each) => (isTold(each) && each.where.path ? [ofPolicy(each, each.where.path)] : [])),
    ...checks.flatMap(({ tool, findings }) =>
      findings.flatMap(({ path, line, message, rule }) =>
        path === null ? [] : [{ path, line, message, rule: `${tool} ${rule}`, remediation: null, severity: null }],
      ),
    ),
  ]
}

function ofPolicy({ rule, severity, title, message, remediation, where }: Told, path: string) {
  return {
    ...{ path, rule, severity, line: where.line },
    message: message ?? title ?? rule,
    remediation: remediation ?? null,
  }
}

export interface Places {
  /** By the row they stand under. */
  under: ReadonlyMap<DiffRow, readonly PlacedFinding[]>
  /** About the file as a whole, or about a line that the diff does not show. */
  over: readonly PlacedFinding[]
}

/** Each finding of one file at its line of the new text, as far as the diff shows that line. */
export function placesOf(rows: readonly DiffRow[], findings: readonly PlacedFinding[]): Places {
  const wanted = new Set(findings.flatMap(({ line }) => line ?? []))
  const byLine = new Map(rows.flatMap((row) => (row.after !== null && wanted.has(row.after) ? [[row.after, row]] : [])))
  const rowOf = ({ line }: PlacedFinding) => (line === null ? undefined : byLine.get(line))
  const under = new Map<DiffRow, PlacedFinding[]>()
  for (const finding of findings) {
    const row = rowOf(finding)
    if (row) under.set(row, [...(under.get(row) ?? []), finding])
  }
  return { under, over: findings.filter((finding) => !rowOf(finding)) }
}
