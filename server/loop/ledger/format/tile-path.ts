import { tileWidth } from './tree.ts'

/** One tile of a log, as C2SP tlog-tiles names it below the log's address. `width` below 256 is a tile that is not full. */
export interface TileName {
  level: number
  n: number
  width: number
}

/** `tile/<level>/<n>[.p/<width>]`; `n` in groups of three digits, all but the last marked with an x. */
export function tilePath({ level, n, width }: TileName): string {
  const digits = String(n)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? []
  const number = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/')
  return `tile/${level}/${number}${width < tileWidth ? `.p/${width}` : ''}`
}

const pattern = /^tile\/([0-9]|[1-5][0-9]|6[0-3])\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/

/** @returns null for every path that `tilePath` does not write */
export function parseTilePath(path: string): TileName | null {
  const [, level = '', number = '', width] = pattern.exec(path) ?? []
  const name = { level: Number(level), n: Number(number.replaceAll(/[x/]/g, '')), width: Number(width ?? tileWidth) }
  return number !== '' && Number.isSafeInteger(name.n) && tilePath(name) === path ? name : null
}
