const NUMBERED = /^(\d{4,})_.*\.sql$/

/** The file name of the next migration after those in `migrations/`, such as `0002_create_arrivals.sql`. */
export function numbered(existing: readonly string[], name: string): string {
  const numbers = existing.map((file) => Number(NUMBERED.exec(file)?.[1] ?? 0))
  const next = Math.max(0, ...numbers) + 1
  return `${String(next).padStart(4, '0')}_${name}.sql`
}
