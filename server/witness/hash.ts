import { hash } from 'node:crypto'
import type { Hash } from '#server/loop/ledger/format/index.ts'

/** Node's own SHA-256. */
export const nativeSha256: Hash = (bytes) => hash('sha256', bytes, 'buffer')
