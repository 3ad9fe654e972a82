import { parentPort, workerData } from 'node:worker_threads'
import { changeFacts, type Seen } from './gather.ts'

/** Entry of the thread that reads code: what it needed of memory goes with it. */
parentPort?.postMessage(changeFacts(workerData as Seen))
