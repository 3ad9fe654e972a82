/** The page that lies beside an archived shard. */
export function readme(of: { shard: string; origin: string; size: number; checkpointKey: string }): string {
  return `# ${of.origin}

Shard ${of.shard} of a transparency log, complete: ${of.size} entries, the tree over them, and every head that was signed.

## Check it, offline

With Node 20 or later, and nothing else:

    node verify.mjs
    node verify.mjs --key '${of.checkpointKey}'

The first takes the log's key from this folder. The second takes it from you: compare it with one you kept from elsewhere,
such as the log's well-known address at the time, a witness, or a bundle. The check reads every file, recomputes each entry's
hash and signature, every tile, and every head.

## Check it with someone else's tools

| File | What it is |
|---|---|
| checkpoint | the final head, a C2SP tlog-checkpoint (signed note, Ed25519) |
| tile/entries/… | the entries, in C2SP tlog-tiles bundles: DSSE envelopes round in-toto statements |
| tile/0/…, tile/1/… | the tree's hashes (RFC 6962, SHA-256), as C2SP tlog-tiles |
| checkpoints.jsonl | every head that was signed, one a line |
| keyset.json | the log's own entries that name the keys which sign |
| archive.json | the sha256 of every file above |

Go's golang.org/x/mod/sumdb/note and tlog read the first three as they are.

## What is not here

Words of persons: an entry holds salted digests of them only. What opened those stayed in the database under a key for each
person, and went with the shard or with the person's erasure.
`
}
