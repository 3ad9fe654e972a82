import { closeSync, constants, fstatSync, openSync } from 'node:fs'
import { connect, type Socket } from 'node:net'

/** open(2): names a file without opening it. Node has no constant for it. */
const O_PATH = 0o10000000

/**
 * Connects to a version's own socket, and to nothing else. The folder is writable for generated code, which could put a link
 * there, to our control socket for one; so the file itself is pinned, checked, and connected to through its descriptor. Works at
 * paths of any length too.
 */
export function connectToService(path: string): Socket {
  const descriptor = openSync(path, O_PATH | constants.O_NOFOLLOW)
  try {
    if (!fstatSync(descriptor).isSocket()) throw new Error(`${path} is not a socket.`)
  } catch (error) {
    closeSync(descriptor)
    throw error
  }
  const socket = connect(`/proc/self/fd/${descriptor}`)
  const release = () => {
    socket.off('connect', release).off('close', release)
    closeSync(descriptor)
  }
  return socket.once('connect', release).once('close', release)
}
