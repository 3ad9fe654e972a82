import { setTimeout as pause } from 'node:timers/promises'
import { connect, overClient, transaction } from '../../sequencer/connection.ts'
import { projectNext } from '../project.ts'

/** A program: projects a few entries at a time until it is killed. Its first argument is the database. */
const client = await connect(process.argv[2] ?? '')
for (;;) {
  const taken = await transaction(client, () => projectNext(overClient(client), 'lineage', 7))
  if (taken === 0) await pause(5)
}
