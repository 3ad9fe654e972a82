import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Bytes, toBase64, toHex, utf8 } from './bytes.ts'
import { type Checkpoint, checkpointText, formatCheckpoint, openCheckpoint, parseCheckpointText } from './checkpoint.ts'
import { rawFromSpki } from './ed25519.ts'
import { formatNote, formatVerifierKey, noteKey, openNote, parseNote, parseVerifierKey } from './note.ts'
import { sha256 } from './sha256.ts'
import { formatTlogProof, parseTlogProof } from './tlog-proof.ts'
import vectors from './vectors/note.json' with { type: 'json' }

/** The example of c2sp.org/signed-note. */
const published = {
  key: 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
  note: 'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
}

function signer(name: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const key = noteKey(name, rawFromSpki(publicKey.export({ type: 'spki', format: 'der' })))
  return { key, sign: (text: string): Bytes => new Uint8Array(sign(null, utf8(text), privateKey)) }
}
const log = signer('log.example/2026q4')
const head: Checkpoint = { origin: log.key.name, size: 42, root: sha256(utf8('root')) }
const signed = (checkpoint: Checkpoint) => formatCheckpoint(checkpoint, log.key, log.sign(checkpointText(checkpoint)))

describe('signed notes', () => {
  it('opens the specification’s own example and spells its key the same way', async () => {
    const key = parseVerifierKey(published.key)
    expect((await openNote(published.note, [key])).text).toBe('This is an example message.\n')
    expect(formatVerifierKey(key)).toBe(published.key)
    expect(formatNote(parseNote(published.note))).toBe(published.note)
  })
  it('ignores signatures of unknown keys, also under a known name', async () => {
    const other = signer(log.key.name)
    const text = 'words\n'
    const lines = [other, log].map(({ key, sign: by }) => ({ name: key.name, id: key.id, signature: by(text) }))
    expect((await openNote(formatNote({ text, signatures: lines }), [log.key])).text).toBe(text)
  })
  it('rejects the whole note for one bad signature of a known key', async () => {
    const other = signer('other.example')
    const text = 'words\n'
    const good = { name: log.key.name, id: log.key.id, signature: log.sign(text) }
    const bad = { name: other.key.name, id: other.key.id, signature: other.sign('other words\n') }
    await expect(openNote(formatNote({ text, signatures: [good, bad] }), [log.key, other.key])).rejects.toThrow(
      'other.example',
    )
  })
  it.each([
    ['no signature of a known key', published.note, [log.key]],
    ['no blank line', 'text\n', [log.key]],
    ['no final newline', published.note.trimEnd(), [log.key]],
    ['a control character', published.note.replace('example m', 'example\tm'), [log.key]],
    ['a plus in a key name', published.note.replace('example.com/foo', 'a+b'), [log.key]],
  ])('rejects %s', async (_, note, keys) => {
    await expect(openNote(note, keys)).rejects.toThrow()
  })
  it.each([
    ['an id that does not fit', published.key.replace('530d903a', '530d903b')],
    ['another type', published.key.replace('+AekyeR', '+BOkyeR')],
  ])('rejects a verifier key with %s', (_, key) => expect(() => parseVerifierKey(key)).toThrow())
})

describe('the vectors of Go’s sumdb/note', () => {
  const { text, signatures, keys, badKeys } = vectors
  const [peter, enoch] = [parseVerifierKey(keys.peter), parseVerifierKey(keys.enoch)]
  const bySome = `${text}\n${signatures.peter}${signatures.enoch}`

  it('open with either key, and with both', async () => {
    for (const known of [[peter], [enoch], [peter, enoch]]) expect((await openNote(bySome, known)).text).toBe(text)
    expect(formatNote(parseNote(bySome))).toBe(bySome)
  })
  it('open with a signature given twice', async () => {
    expect((await openNote(`${text}\n${signatures.peter.repeat(2)}${signatures.enoch}`, [peter])).text).toBe(text)
  })
  it.each(badKeys)('refuse the key %s', (key) => expect(() => parseVerifierKey(key)).toThrow())
  it('refuse every part of a key, and every key with one character moved on', () => {
    for (let from = 0; from <= keys.peter.length; from++)
      for (let to = from; to <= keys.peter.length; to++)
        if (to - from < keys.peter.length) expect(() => parseVerifierKey(keys.peter.slice(from, to))).toThrow()
    for (let at = 0; at < keys.peter.length; at++) {
      const next = String.fromCharCode(keys.peter.charCodeAt(at) + 1)
      expect(() => parseVerifierKey(keys.peter.slice(0, at) + next + keys.peter.slice(at + 1)), `at ${at}`).toThrow()
    }
  })
  it.each([
    ['no known key', bySome, []],
    ['more than a hundred signatures', `${text}\n${signatures.peter.repeat(101)}`, [peter]],
    [
      'a bad signature of a known key',
      `${text}\n${signatures.peter.slice(0, 60)}ABCD${signatures.peter.slice(60)}`,
      [peter],
    ],
    ['the text alone', text, [peter]],
    ['no signature', `${text}\n`, [peter]],
    ['no last newline', `${text}\n${signatures.peter.slice(0, -1)}`, [peter]],
    ['a control character', `\u0001${text}\n${signatures.peter}`, [peter]],
    ['a name with a space', `${text}\n${signatures.peter.replace('PeterNeumann', 'Bad Name')}`, [peter]],
    ['a line that is none', `${text}\n${signatures.peter}Unexpected line.\n`, [peter]],
    [
      'the signature under another name',
      `${text}\n${signatures.peter.replace('PeterNeumann', 'CarmenSandiego')}`,
      [peter],
    ],
    ['the signature under another id', `${text}\n${signatures.peter.replace('x08g', 'xxxx')}`, [peter]],
  ])('refuse a note with %s', async (_, note, known) => {
    await expect(openNote(note, known)).rejects.toThrow()
  })
  it('refuse bytes that are not UTF-8', async () => {
    const bytes = Uint8Array.of(0xff, ...utf8(bySome))
    await expect(openNote(bytes, [peter])).rejects.toThrow('UTF-8')
  })
})

describe('checkpoints', () => {
  it('survive the way there and back', async () => {
    expect(await openCheckpoint(signed(head), log.key)).toEqual(head)
  })
  it('of another origin are refused even when the key signed them', async () => {
    await expect(openCheckpoint(signed({ ...head, origin: 'other.example' }), log.key)).rejects.toThrow('other.example')
  })
  it.each([
    'a\n01\nAA==\n',
    'a\n-1\nAA==\n',
    '\n1\nAA==\n',
    'a\n1\nAA==\n',
    'a\n1\nx\n',
    `a\n1\n${toBase64(head.root)}\n\nb\n`,
  ])('refuses %j', (text) => expect(() => parseCheckpointText(text)).toThrow())
  it('notice a change of any byte', async () => {
    const note = utf8(signed(head))
    for (let at = 0; at < note.length; at++) {
      const changed = Uint8Array.from(note)
      changed[at] = (changed[at] as number) ^ 1
      await expect(openCheckpoint(changed, log.key), `byte ${at}`).rejects.toThrow()
    }
  })
})

describe('tlog-proofs', () => {
  const proof = { index: 7, path: [sha256(utf8('a')), sha256(utf8('b'))], checkpoint: signed(head) }
  it('survive the way there and back', () => expect(parseTlogProof(formatTlogProof(proof))).toEqual(proof))
  it('may have an empty path', () => expect(parseTlogProof(formatTlogProof({ ...proof, path: [] })).path).toEqual([]))
  it.each([
    ['another version', formatTlogProof(proof).replace('@v1', '@v2')],
    ['a leading zero', formatTlogProof(proof).replace('index 7', 'index 07')],
    ['a short hash', formatTlogProof(proof).replace(toBase64(proof.path[0] as Bytes), 'AAAA')],
    ['extra data', formatTlogProof(proof).replace('index', 'extra AAAA\nindex')],
    ['nothing', ''],
  ])('refuse %s', (_, text) => expect(() => parseTlogProof(text)).toThrow())
})

it('names keys by their SPKI', () => {
  const { publicKey } = generateKeyPairSync('ed25519')
  expect(toHex(rawFromSpki(publicKey.export({ type: 'spki', format: 'der' })))).toMatch(/^[0-9a-f]{64}$/)
  expect(() => rawFromSpki(new Uint8Array(44))).toThrow('SPKI')
})
