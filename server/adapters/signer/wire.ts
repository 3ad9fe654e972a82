/** SSH's wire form (RFC 4251 §5): strings preceded by their length. */

export class SshFormatError extends Error {
  override readonly name = 'SshFormatError'
}

export function sshString(content: Uint8Array | string): Buffer {
  const bytes = Buffer.from(content as Uint8Array)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

/** Reads fields in order. @throws SshFormatError when one is cut short, or bytes are left at `end`. */
export class SshReader {
  #rest: Buffer

  constructor(bytes: Uint8Array) {
    this.#rest = Buffer.from(bytes)
  }

  take(length: number): Buffer {
    if (length > this.#rest.length) throw new SshFormatError('cut short')
    const part = this.#rest.subarray(0, length)
    this.#rest = this.#rest.subarray(length)
    return part
  }

  uint32(): number {
    return this.take(4).readUInt32BE()
  }

  string(): Buffer {
    return this.take(this.uint32())
  }

  end(): void {
    if (this.#rest.length > 0) throw new SshFormatError('bytes are left over')
  }
}
