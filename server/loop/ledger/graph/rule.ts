import * as z from 'zod/mini'
import { decodeEnvelope, decodeStatement, type NamedDigest, toHex } from '../format/index.ts'
import { Label, Moment, Sha256 } from '../predicates/parts.ts'
import type { LeafRow } from '../store.ts'
import { type EntryKind, headerField, predicateTypes } from '../vocabulary.ts'

/** What one entry adds to the graph. */
export interface Told {
  kind: string
  tenant: string
  changeId: string | null
  runId: string | null
  actor: string
  occurredAt: string
  /** Every digest it names, its own last; the first name it gave each. */
  named: readonly NamedDigest[]
  /** [source, target], each pair once. */
  edges: readonly (readonly [string, string])[]
}

/** PostgreSQL keeps no half of a surrogate pair, and no year 0: an entry with one is as good as unreadable. */
const Word = Label.check(z.refine((text) => text.isWellFormed()))
const Kept = Moment.check(z.refine((moment) => moment >= '1970'))
const Named = z.object({ name: Word, sha256: Sha256 })

/** The part of a header that the graph rests on; what else it says is not looked at, so that later headers fit too. */
const Header = z.object({
  tenant: Word,
  changeId: z.nullable(Word),
  runId: z.nullable(Word),
  occurredAt: Kept,
  actor: z.object({ ref: Word }),
  materials: z.array(Named),
})
const Subjects = z.array(Named)
const Covered = z.object({ manifest: z.object({ entries: z.array(z.object({ kind: Word, leafSha256: Sha256 })) }) })

const kindOfType = new Map<string, EntryKind>(
  Object.entries(predicateTypes).map(([kind, type]) => [type, kind as EntryKind]),
)

/**
 * The rule of the graph (`ruleVersion`), a pure function of a leaf's bytes. What an entry speaks of came out of what it names
 * as material; its own digest came out of what it speaks of; and evidence is made of the entries it covers. An entry whose
 * bytes are gone or cannot be read adds nothing.
 */
export function toldBy({ envelope, leaf_hash }: LeafRow): Told | null {
  const statement = envelope && readable(envelope)
  if (!statement) return null
  const { header, subjects, kind, covered } = statement
  const own = { name: kind, sha256: toHex(leaf_hash) }
  const materials = [...header.materials, ...covered]
  const { tenant, changeId, runId, occurredAt, actor } = header
  return {
    ...{ kind, tenant, changeId, runId, occurredAt, actor: actor.ref },
    named: once([...materials, ...subjects, own], ({ sha256 }) => sha256),
    edges: once(
      [...pairs(materials, subjects), ...pairs(subjects, [own])].filter(([source, target]) => source !== target),
      (pair) => pair.join(),
    ),
  }
}

function readable(envelope: Uint8Array) {
  try {
    const { predicate, predicateType, subjects } = decodeStatement(decodeEnvelope(envelope).payload)
    const kind = kindOfType.get(predicateType) ?? 'unknown'
    return {
      kind,
      header: Header.parse(predicate[headerField]),
      subjects: Subjects.parse(subjects),
      covered: kind === 'evidence' ? coveredBy(predicate) : [],
    }
  } catch {
    return null
  }
}

function coveredBy(predicate: unknown): NamedDigest[] {
  const { entries } = Covered.parse(predicate).manifest
  return entries.map(({ kind, leafSha256 }) => ({ name: kind, sha256: leafSha256 }))
}

const pairs = (from: readonly NamedDigest[], to: readonly NamedDigest[]) =>
  from.flatMap((source) => to.map((target) => [source.sha256, target.sha256] as const))

/** Each once, the first of them, in the order given. */
function once<T>(all: readonly T[], key: (one: T) => string): T[] {
  const seen = new Set<string>()
  return all.filter((one) => !seen.has(key(one)) && seen.add(key(one)))
}
