import { parentPort, workerData } from 'node:worker_threads'
import { type Asked, answering } from './answering.ts'

/** Entry of the thread that holds the index: its memory goes with it. Questions are answered one after another. */
const answer = answering(workerData as { url: string })
let turn: Promise<unknown> = Promise.resolve()

parentPort?.on('message', (asked: Asked) => {
  turn = turn.then(async () => parentPort?.postMessage(await answer(asked)))
})
