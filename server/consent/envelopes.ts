import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { packageRoot } from '#server/platform/env.ts'
import { Failure } from '#server/platform/errors.ts'
import type { ConsentFacts } from '#server/policy/schemas.ts'
import { envelopeFacts } from './facts.ts'
import { ConsentEnvelope } from './schemas.ts'

const name = /^[a-z0-9][a-z0-9-]{0,60}$/

/**
 * The envelopes that a workspace names, from `policies/consent-envelopes/<id>/envelope.json`.
 * @throws Failure `refused` when one is not there or cannot be read: what nobody can read covers nothing.
 */
export async function workspaceConsents(ids: readonly string[], root: string = packageRoot): Promise<ConsentFacts[]> {
  return await Promise.all(ids.map(async (id) => envelopeFacts(id, await readEnvelope(root, id))))
}

async function readEnvelope(root: string, id: string): Promise<ConsentEnvelope> {
  if (!name.test(id)) throw unknown(id)
  try {
    const text = await readFile(join(root, 'policies/consent-envelopes', id, 'envelope.json'), 'utf8')
    return z.parse(ConsentEnvelope, JSON.parse(text))
  } catch {
    throw unknown(id)
  }
}

const unknown = (id: string) =>
  new Failure(
    'refused',
    'consentUnknown',
    `The consent envelope ${id} is not there or cannot be read. Nothing was sent. Correct policies/consent-envelopes, or the workspace's list of envelopes.`,
  )
