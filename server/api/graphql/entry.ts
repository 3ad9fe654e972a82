import { readDisclosed, readEntries, readProof, type WholeEntry } from '#server/loop/ledger/query/index.ts'
import { grades } from '#server/loop/ledger/vocabulary.ts'
import { notFound } from '#server/platform/errors.ts'
import { builder } from './builder.ts'
import { costs } from './limits.ts'

const Grade = builder.enumType('Grade', { description: 'How far an entry is proved.', values: grades })

export const NamedDigest = builder.objectRef<{ name: string; sha256: string }>('NamedDigest').implement({
  description: 'A thing by its name and the sha256 of its bytes.',
  fields: (t) => ({ name: t.exposeString('name'), sha256: t.exposeString('sha256') }),
})

const Place = builder.objectRef<{ shard: string; index: number }>('Place').implement({
  description: 'Where an entry stands in the tree.',
  fields: (t) => ({ shard: t.exposeString('shard'), index: t.exposeInt('index') }),
})

const Disclosed = builder.objectRef<{ name: string; value: string }>('Disclosed').implement({
  description: 'Words of a person, opened.',
  fields: (t) => ({ name: t.exposeString('name'), value: t.exposeString('value') }),
})

/** Loaded together, however many are asked for. */
export const Entry = builder.loadableNodeRef<WholeEntry>('Entry', {
  id: { resolve: ({ entryId }) => entryId },
  load: async (ids: string[], { actor }): Promise<(WholeEntry | Error)[]> => {
    const found = new Map((await readEntries(actor, { ids })).map((entry) => [entry.entryId, entry]))
    return ids.map((id) => found.get(id) ?? notFound('entry'))
  },
})

Entry.implement({
  description: 'One signed entry of the ledger.',
  fields: (t) => ({
    entryId: t.exposeString('entryId'),
    kind: t.exposeString('kind'),
    grade: t.expose('grade', { type: Grade }),
    place: t.expose('place', { type: Place, nullable: true, description: 'Null while it waits for the tree.' }),
    changeId: t.string({ nullable: true, resolve: ({ header }) => header.changeId }),
    runId: t.string({ nullable: true, resolve: ({ header }) => header.runId }),
    riskTier: t.string({ nullable: true, resolve: ({ header }) => header.riskTier }),
    actor: t.string({ description: 'A pseudonymous id.', resolve: ({ header }) => header.actor.ref }),
    actorKind: t.string({ resolve: ({ header }) => header.actor.kind }),
    occurredAt: t.field({
      type: 'DateTime',
      description: 'Business time.',
      resolve: ({ header }) => header.occurredAt,
    }),
    writtenAt: t.field({ type: 'DateTime', description: 'Real time.', resolve: ({ writtenAt }) => writtenAt }),
    practice: t.boolean({ description: 'A practice person acted.', resolve: ({ header }) => header.practice }),
    scripted: t.boolean({ description: 'A scripted part took part.', resolve: ({ header }) => header.scripted }),
    damaged: t.exposeBoolean('damaged', { description: 'Its bytes cannot be read: what stands here is not signed.' }),
    leafSha256: t.exposeString('leafSha256', { description: 'The digest of the entry itself (RFC 6962 leaf hash).' }),
    keyIds: t.exposeStringList('keyIds'),
    predicateType: t.exposeString('predicateType'),
    predicate: t.field({ type: 'JSON', resolve: ({ predicate }) => predicate }),
    subjects: t.field({ type: [NamedDigest], resolve: ({ subjects }) => [...subjects] }),
    materials: t.field({ type: [NamedDigest], resolve: ({ header }) => header.materials }),
    envelope: t.exposeString('envelope', { description: 'The exact bytes of the leaf: a DSSE envelope, base64.' }),
    proof: t.string({
      nullable: true,
      complexity: costs.proof,
      description: 'That it is in the tree, as C2SP tlog-proof text; null while it waits.',
      resolve: ({ entryId }, _, { actor }) => readProof(actor, { entryId }),
    }),
    disclosed: t.field({
      type: [Disclosed],
      nullable: true,
      complexity: costs.disclosed,
      authScopes: { read: 'ledger.disclose' },
      description: 'Words of people behind the salted digests, for those who may open them. Erased ones are missing.',
      resolve: ({ entryId }, _, { actor }) => readDisclosed(actor, { entryId }),
    }),
  }),
})
