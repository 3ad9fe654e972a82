import { Socket } from 'node:net'
import { isMainThread } from 'node:worker_threads'

/*
 * Loaded with `node --import` into every process the supervisor starts, ours or not. The supervisor holds the other end
 * of a pipe; when it ends, in whatever way, the kernel closes that pipe, and this process ends in its ordinary way.
 */

/** How long a process may take to stop by itself after the supervisor has gone. */
const graceMs = 10_000

const descriptor = process.env.DOMINION_LIFELINE
/** A process that others need, PostgreSQL’s keeper, lets them go first. */
const pauseMs = Number(process.env.DOMINION_LIFELINE_PAUSE ?? 0)

if (isMainThread && descriptor !== undefined) {
  // The processes it starts in turn have another parent.
  delete process.env.DOMINION_LIFELINE
  delete process.env.DOMINION_LIFELINE_PAUSE
  const end = () => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), pauseMs + graceMs).unref()
    setTimeout(() => process.kill(process.pid, 'SIGTERM'), pauseMs)
  }
  // A socket, not a file stream: that one blocks a thread, which the process would wait for when it exits.
  const pipe = new Socket({ fd: Number(descriptor), readable: true, writable: false })
  pipe.on('end', end).on('error', end).resume().unref()
}
