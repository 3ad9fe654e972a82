/**
 * Who generated code is on this machine. Started by root, it runs as a numeric user that owns nothing else: neither root
 * nor PostgreSQL's. Started by an ordinary user it can only be that user (`null`), held in by its namespaces alone.
 */
export interface Account {
  uid: number
  gid: number
}

/** A number no Debian package or account range hands out (60000–64999 is reserved for manual allocation). */
const dedicated: Account = { uid: 64123, gid: 64123 }

export function sandboxAccount(): Account | null {
  return process.getuid?.() === 0 ? dedicated : null
}
