/** What the ledger needs of an open transaction: Prisma's, or a thin shell round a `pg` client. */
export interface LedgerTransaction extends LedgerReader {
  $executeRawUnsafe(sql: string, ...values: unknown[]): Promise<number>
}

export interface LedgerReader {
  $queryRawUnsafe<T>(sql: string, ...values: unknown[]): Promise<T>
}
