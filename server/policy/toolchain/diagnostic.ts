/** One thing wrong, and where. Place is null when it belongs to no line. */
export interface Diagnostic {
  code: string
  message: string
  path: string | null
  line: number | null
  column: number | null
}

/** `policies/security.rego:12:3: message`, the form editors and CI link to. */
export function printDiagnostic(found: Diagnostic): string {
  if (found.path === null) return found.message
  const place = [found.path, found.line, found.column].filter((part) => part !== null).join(':')
  return `${place}: ${found.message}`
}

export function diagnostic(code: string, message: string, path: string | null = null, line: number | null = null) {
  return { code, message, path, line, column: null } satisfies Diagnostic
}
