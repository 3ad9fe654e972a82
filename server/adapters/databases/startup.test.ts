import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFirstMessage, watchForCancelKey } from './startup.ts'

function startup(...words: string[]): Buffer {
  const body = Buffer.from(`${words.map((word) => `${word}\0`).join('')}\0`)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8, 0)
  head.writeUInt32BE(3 << 16, 4)
  return Buffer.concat([head, body])
}

describe('the first message', () => {
  it('names user and database; the database is the user’s when it is not named', () => {
    expect(readFirstMessage(startup('user', 'u', 'database', 'd'))).toMatchObject({
      kind: 'startup',
      user: 'u',
      database: 'd',
    })
    expect(readFirstMessage(startup('user', 'u'))).toMatchObject({ database: 'u', replication: false })
  })

  it.each([
    ['a name that comes twice', startup('user', 'u', 'user', 'postgres')],
    ['a missing value', Buffer.concat([startup('user')])],
    ['protocol 2', Buffer.from([0, 0, 0, 8, 0, 2, 0, 0])],
    ['an absurd length', Buffer.from([127, 0, 0, 0, 0, 3, 0, 0])],
  ])('refuses %s', (_, bytes) => expect(readFirstMessage(bytes).kind).toBe('malformed'))

  it('waits for the rest, however it is cut, and never throws', () => {
    const whole = startup('user', 'u', 'database', 'd')
    for (let cut = 0; cut < whole.length; cut++)
      expect(readFirstMessage(whole.subarray(0, cut)).kind).toBe('incomplete')
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void readFirstMessage(Buffer.from(bytes))))
  })
})

describe('the watch for a cancel key', () => {
  const message = (type: string, body: Buffer) => {
    const head = Buffer.alloc(5)
    head.write(type)
    head.writeUInt32BE(body.length + 4, 1)
    return Buffer.concat([head, body])
  }
  const stream = Buffer.concat([
    message('R', Buffer.alloc(4)),
    message('S', Buffer.from('a\0b\0')),
    message('K', Buffer.from('0102030405060708', 'hex')),
  ])

  it('finds it, one byte at a time', () => {
    const watch = watchForCancelKey()
    const found = [...stream].map((byte) => watch(Buffer.from([byte]))).filter((key) => key !== null)
    expect(found).toEqual(['0102030405060708'])
  })

  it('stops when the session is ready: a row that looks like a key is none', () => {
    const watch = watchForCancelKey()
    expect(watch(message('Z', Buffer.from('I')))).toBeNull()
    expect(watch(message('K', Buffer.from('0102030405060708', 'hex')))).toBeNull()
  })
})
