import { startEdge } from '../edge.ts'
import { edgeOptions } from './edge.ts'

/** An edge as a process of its own, so that a test can kill it: `node run.ts <folder>`. */
const edge = await startEdge(edgeOptions(process.argv[2] ?? ''))
process.stdout.write(`${edge.port}\n`)
process.once('SIGTERM', async () => {
  await edge.stop()
  process.exit(0)
})
