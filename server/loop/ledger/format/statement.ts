import { type Bytes, fromUtf8, utf8 } from './bytes.ts'
import { canonicalize } from './jcs.ts'

/** in-toto Statement v1. */
export interface Statement {
  subjects: readonly NamedDigest[]
  predicateType: string
  predicate: Record<string, unknown>
}

/** A thing and the sha256 (hexadecimal) of its exact bytes, or of its canonical JSON where it is no file. */
export interface NamedDigest {
  name: string
  sha256: string
  /** Beside it where the thing is a Git commit. */
  gitCommit?: string | undefined
}

export class StatementError extends Error {
  override readonly name = 'StatementError'
}

export const statementPayloadType = 'application/vnd.in-toto+json'
const statementType = 'https://in-toto.io/Statement/v1'

export function encodeStatement({ subjects, predicateType, predicate }: Statement): Bytes {
  const subject = subjects.map(({ name, sha256, gitCommit }) => ({
    name,
    digest: gitCommit === undefined ? { sha256 } : { gitCommit, sha256 },
  }))
  return utf8(canonicalize({ _type: statementType, subject, predicateType, predicate }))
}

/** Unknown fields are ignored, as in-toto's parsing rules ask. @throws StatementError */
export function decodeStatement(payload: Uint8Array): Statement {
  try {
    const { _type, subject, predicateType, predicate } = JSON.parse(fromUtf8(payload))
    if (_type !== statementType) throw new TypeError(`unknown statement type ${_type}`)
    if (typeof predicateType !== 'string' || typeof predicate !== 'object' || predicate === null) {
      throw new TypeError('the predicate is missing')
    }
    return { subjects: subject.map(readSubject), predicateType, predicate }
  } catch (cause) {
    throw new StatementError('not an in-toto statement', { cause })
  }
}

function readSubject(subject: { name?: unknown; digest: { sha256: unknown; gitCommit?: unknown } }): NamedDigest {
  const { sha256, gitCommit } = subject.digest
  if (typeof sha256 !== 'string') throw new TypeError('a subject has no sha256')
  const name = typeof subject.name === 'string' ? subject.name : ''
  return typeof gitCommit === 'string' ? { name, sha256, gitCommit } : { name, sha256 }
}
