/** Edges in the order of the log, in plain memory: [source, target, place, kind] by column. */
export class Edges {
  sources = new Int32Array(1_024)
  targets = new Int32Array(1_024)
  places = new Int32Array(1_024)
  kinds = new Uint8Array(1_024)
  length = 0

  get bytes(): number {
    return this.sources.byteLength * 3 + this.kinds.byteLength
  }

  add(source: number, target: number, place: number, kind: number): void {
    if (this.length === this.sources.length) this.#grow()
    this.sources[this.length] = source
    this.targets[this.length] = target
    this.places[this.length] = place
    this.kinds[this.length++] = kind
  }

  #grow(): void {
    const size = Math.ceil(this.length * 1.5)
    this.sources = grown(this.sources, size)
    this.targets = grown(this.targets, size)
    this.places = grown(this.places, size)
    const kinds = new Uint8Array(size)
    kinds.set(this.kinds)
    this.kinds = kinds
  }
}

/** The same numbers in a larger piece of memory; what is new holds `filler`. */
export function grown(numbers: Int32Array<ArrayBuffer>, size: number, filler = 0): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(size)
  if (filler !== 0) larger.fill(filler, numbers.length)
  larger.set(numbers)
  return larger
}
