import { hash } from 'node:crypto'
import type { Hash } from './format/index.ts'

/** Node's own SHA-256, for where many hashes are made. */
export const native: Hash = (bytes) => hash('sha256', bytes, 'buffer')
