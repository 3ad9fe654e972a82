import { generateKeyPairSync, sign } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import {
  type Bytes,
  checkpointText,
  consistencyRanges,
  formatAddCheckpoint,
  formatCheckpoint,
  formatPolicy,
  leafHash,
  noteKey,
  perfectSubtrees,
  rangeHash,
  rawFromSpki,
  type Subtree,
  subtreeRoot,
  Tree,
  utf8,
} from '#server/loop/ledger/format/index.ts'

/** A log of made-up entries that keeps all of them, so that it can prove whatever a test wants, or lie. */
export class MadeUpLog {
  readonly key: ReturnType<typeof noteKey>
  readonly #sign: (text: string) => Bytes
  readonly #leaves: Uint8Array[] = []

  constructor(origin: string, from?: MadeUpLog) {
    const pair = from ? null : generateKeyPairSync('ed25519')
    this.key =
      from?.key ?? noteKey(origin, rawFromSpki(pair?.publicKey.export({ type: 'spki', format: 'der' }) as Buffer))
    this.#sign = from ? from.#sign : (text) => new Uint8Array(sign(null, utf8(text), pair?.privateKey ?? ''))
  }

  /** The same key over another history: what a witness is there to refuse. */
  fork(): MadeUpLog {
    return new MadeUpLog(this.key.name, this)
  }

  grow(by: number, what = 'entry'): this {
    for (let i = 0; i < by; i++) this.#leaves.push(leafHash(utf8(`${what} ${this.#leaves.length}`)))
    return this
  }

  get size(): number {
    return this.#leaves.length
  }

  note(size = this.size): string {
    const tree = new Tree()
    tree.append(this.#leaves.slice(0, size))
    const head = { origin: this.key.name, size, root: Uint8Array.from(tree.root()) }
    return formatCheckpoint(head, this.key, this.#sign(checkpointText(head)))
  }

  proof(from: number, size = this.size): Bytes[] {
    if (from === 0 || from > size) return []
    const hash = ({ height, index }: Subtree) =>
      subtreeRoot(this.#leaves.slice(index * 2 ** height, (index + 1) * 2 ** height))
    const known = (range: readonly [number, number]) => {
      const parts = new Map(perfectSubtrees(range).map((part) => [`${part.height}/${part.index}`, hash(part)]))
      return rangeHash(range, ({ height, index }) => parts.get(`${height}/${index}`) as Uint8Array)
    }
    return consistencyRanges(from, size).map((range) => Uint8Array.from(known(range)))
  }

  request(old: number, size = this.size): string {
    return formatAddCheckpoint({ old, proof: this.proof(old, size), checkpoint: this.note(size) })
  }

  /** The file a witness reads its logs from. */
  writePolicy(file: string): void {
    writeFileSync(file, formatPolicy({ log: this.key, witnesses: [], needed: 0 }))
  }
}
