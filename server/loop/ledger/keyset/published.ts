import type { Signer } from '#server/ports/signer.ts'
import { formatVerifierKey, fromBase64, noteKey, rawFromSpki } from '../format/index.ts'
import type { LedgerReader } from '../ports.ts'
import type { Key } from '../predicates/delivering.ts'
import { signedKeyset } from './known.ts'
import { sshLine } from './ssh-line.ts'
import { lastKeysets } from './store.ts'

/** A verification key for whoever checks something without this program. */
export interface PublishedKey extends Omit<Key, 'log' | 'since' | 'until'> {
  log: string | null
  /** The tree's name, of a `checkpoint` key. */
  shard: string | null
  since: string | null
  until: string | null
  /** As its field reads it: a C2SP verifier key for a tree, an OpenSSH line for commits; null for entries, which take the SPKI. */
  form: string | null
}

export interface PublishedKeyset {
  format: 'https://codex-dominion.dev/keyset-document/v1'
  /** Every key there ever was, and those that wait. No personal data. */
  keys: readonly PublishedKey[]
  /** The log's own entries that say so, the last of each tree: what a bundle carries too. */
  entries: readonly { entryId: string; shard: string; index: number }[]
}

/** What the well-known address answers; null before the log has said its first keys. */
export async function publishedKeyset(from: LedgerReader, signer: Signer): Promise<PublishedKeyset | null> {
  const said = await signedKeyset(from, signer)
  if (!said) return null
  const entries = (await lastKeysets(from)).flatMap(({ entry_id: entryId, shard, idx }) =>
    shard === null || idx === null ? [] : [{ entryId, shard, index: idx }],
  )
  return {
    format: 'https://codex-dominion.dev/keyset-document/v1',
    keys: said.keyset.keys.map(published),
    entries,
  }
}

/** Git's `gpg.ssh.allowedSignersFile`: every key that signs commits or did, with the time it was for (ssh-keygen(1)). */
export async function allowedSigners(from: LedgerReader, signer: Signer): Promise<string> {
  const keys = (await publishedKeyset(from, signer))?.keys ?? []
  return keys
    .filter(({ purpose, since }) => purpose === 'commit' && since !== null)
    .map(({ form, until }) => `* namespaces="git"${until ? `,valid-before="${stamp(until)}"` : ''} ${form}\n`)
    .join('')
}

function published({ log = null, since = null, until = null, ...key }: Key): PublishedKey {
  const spki = fromBase64(key.spki)
  const form = log
    ? formatVerifierKey(noteKey(log, rawFromSpki(spki)))
    : key.purpose === 'commit'
      ? sshLine(spki)
      : null
  return { ...key, log, shard: log?.split('/').at(-1) ?? null, since, until, form }
}

const stamp = (moment: string) => moment.replace(/[-:T]|\.\d+/g, '')
