/** Databases of generated services: a cluster of their own, one role and one database per service and stage. */
export interface ServiceDatabases {
  /** Creates the role and database when absent; the same service and stage always gets the same ones. */
  provision(service: string, stage: DatabaseStage): Promise<DatabaseGrant>
  /** A fresh empty database for one test run; gone after `dispose`. */
  temporary(purpose: string): Promise<TemporaryDatabase>
  /**
   * Opens `<folder>/.s.PGSQL.5432`, which lets through only this grant's role and database.
   * Bind the folder into a sandbox and set PGHOST to it: that is the sandbox's only way out.
   */
  openSocket(grant: DatabaseGrant, folder: string): Promise<{ close(): Promise<void> }>
}

export interface TemporaryDatabase extends DatabaseGrant {
  /** False when the server was restarted since: what failed meanwhile may have failed for that. Waits until it answers. */
  intact(): Promise<boolean>
  dispose(): Promise<void>
}

export type DatabaseStage = 'sandbox' | 'production'

export interface DatabaseGrant {
  database: string
  role: string
  password: string
}
