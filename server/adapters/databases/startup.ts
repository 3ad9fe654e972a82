/** The first bytes of PostgreSQL's protocol (version 3.0 and 3.2, "Message Formats" in its manual). Pure: no sockets. */

/** A sane client's first message is a few hundred bytes; PostgreSQL itself stops at 10,000. */
const maximumLength = 10_000

export type FirstMessage =
  | { kind: 'incomplete' }
  | { kind: 'encryption'; length: number }
  | { kind: 'cancel'; key: string; length: number }
  | { kind: 'startup'; user: string; database: string; replication: boolean; length: number }
  | { kind: 'malformed' }

/** Reads the first message at the start of what has arrived. `key` is what the server handed out to allow a cancel. */
export function readFirstMessage(bytes: Buffer): FirstMessage {
  if (bytes.length < 8) return { kind: 'incomplete' }
  const length = bytes.readUInt32BE(0)
  if (length < 8 || length > maximumLength) return { kind: 'malformed' }
  if (bytes.length < length) return { kind: 'incomplete' }
  const code = bytes.readUInt32BE(4)
  if (code === 80877103 || code === 80877104) return { kind: 'encryption', length }
  if (code === 80877102) return { kind: 'cancel', key: bytes.toString('hex', 8, length), length }
  if (code >>> 16 !== 3) return { kind: 'malformed' }
  const parameters = readParameters(bytes.subarray(8, length))
  if (parameters === null) return { kind: 'malformed' }
  const user = parameters.get('user') ?? ''
  return {
    kind: 'startup',
    user,
    database: parameters.get('database') ?? user,
    replication: parameters.has('replication'),
    length,
  }
}

/** Name and value in turn, each closed by a zero byte, one more at the end. A name that comes twice could mean either: null. */
function readParameters(bytes: Buffer): Map<string, string> | null {
  const words = bytes.toString('utf8').split('\0')
  if (words.length % 2 !== 0 || words.at(-1) !== '' || words.at(-2) !== '') return null
  const parameters = new Map<string, string>()
  for (let at = 0; at < words.length - 2; at += 2) {
    const name = words[at] as string
    if (name === '' || parameters.has(name)) return null
    parameters.set(name, words[at + 1] as string)
  }
  return parameters
}

/** A FATAL error as PostgreSQL words it. `code` is an SQLSTATE. */
export function fatal(code: string, message: string): Buffer {
  const fields = [`SFATAL`, `VFATAL`, `C${code}`, `M${message}`].map((field) => `${field}\0`).join('')
  const body = Buffer.from(`${fields}\0`)
  const head = Buffer.alloc(5)
  head.write('E')
  head.writeUInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

/**
 * Watches a server's first messages go by for the key that allows a cancel (BackendKeyData).
 * Feed it every chunk; it answers the key once, and stops looking when the session is ready.
 */
export function watchForCancelKey(): (chunk: Buffer) => string | null {
  let pending: Buffer | null = Buffer.alloc(0)
  return (chunk) => {
    if (pending === null) return null
    pending = Buffer.concat([pending, chunk])
    while (pending.length >= 5) {
      const end = pending.readUInt32BE(1) + 1
      const type = String.fromCharCode(pending[0] as number)
      if (type === 'Z' || end > maximumLength) {
        pending = null
        return null
      }
      if (pending.length < end) return null
      if (type === 'K') {
        const key = pending.toString('hex', 5, end)
        pending = null
        return key
      }
      pending = pending.subarray(end)
    }
    return null
  }
}
