/** Keeps what is too large for a ledger entry, once, under the sha256 that the entry names it by. */
export interface EvidenceStore {
  /** On disk and flushed when it resolves. The same bytes twice are one. @returns their sha256, hexadecimal. */
  put(bytes: Uint8Array): Promise<string>
  /** Exactly the bytes the digest names: they are hashed again. @throws EvidenceFault */
  get(sha256: string): Promise<Uint8Array<ArrayBuffer>>
}

/** `unknown`: nothing is kept under it. `tampered`: what is kept there has another digest now. */
export class EvidenceFault extends Error {
  readonly fault: 'unknown' | 'tampered'

  constructor(fault: 'unknown' | 'tampered', message: string) {
    super(message)
    this.name = 'EvidenceFault'
    this.fault = fault
  }
}
