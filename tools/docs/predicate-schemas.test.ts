import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { decodeEnvelope, decodeStatement } from '#server/loop/ledger/format/index.ts'
import { type EntryKind, headerField, predicateTypes } from '#server/loop/ledger/vocabulary.ts'
import { packageRoot } from '#server/platform/env.ts'

const kinds = Object.keys(predicateTypes) as EntryKind[]

/** The published schemas, as a stranger reads them: from disk, by a validator that is not ours. */
const validatorOf = (kind: EntryKind) => {
  const file = join(packageRoot, 'docs/reference/predicates', `${kind}.schema.json`)
  return new Ajv2020({ validateFormats: false }).compile(JSON.parse(readFileSync(file, 'utf8')) as object)
}

const golden = (kind: EntryKind) => {
  const file = join(packageRoot, 'server/loop/ledger/format/golden', `${kind}.dsse`)
  return decodeStatement(decodeEnvelope(new Uint8Array(readFileSync(file))).payload)
}

describe.each(kinds)('the published schema of %s', (kind) => {
  const validate = validatorOf(kind)
  const { predicate, predicateType } = golden(kind)

  it('is named as the entry’s predicate type, and takes the golden entry', () => {
    expect(validate.schema).toMatchObject({ $id: predicateType, title: kind })
    expect(validate(predicate), JSON.stringify(validate.errors)).toBe(true)
  })

  it('misses each field that is taken away, but for those an entry may lack', () => {
    const { required } = validate.schema as { required: string[] }
    expect(required).toContain(headerField)
    for (const name of required) {
      const { [name]: _gone, ...rest } = predicate
      expect(validate(rest), name).toBe(false)
    }
  })

  it('knows every field', () => expect(validate({ ...predicate, somethingElse: 1 })).toBe(false))
})
