/**
 * A transparency log's formats, by outside standards only, without dependencies, in Node and in browsers:
 * RFC 6962 trees and proofs, C2SP signed notes, checkpoints, cosignatures, witness policies and tlog-proofs, RFC 8785, DSSE, in-toto, SD-JWT digests.
 */
export * from './bytes.ts'
export * from './checkpoint.ts'
export * from './cosignature.ts'
export * from './disclosure.ts'
export * from './dsse.ts'
export * from './ed25519.ts'
export * from './jcs.ts'
export * from './merkle.ts'
export * from './ml-dsa.ts'
export * from './note.ts'
export * from './path.ts'
export * from './policy.ts'
export * from './sha256.ts'
export * from './statement.ts'
export * from './tile-path.ts'
export * from './tlog-proof.ts'
export * from './tree.ts'
export * from './witness-wire.ts'
