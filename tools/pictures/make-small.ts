import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { indexed } from './palette.ts'
import { readPng, writePng } from './png.ts'

/** What a repository can bear, each. */
const largestBytes = 150_000

/** Writes every picture of a folder with a palette. @returns a line each. @throws when one stays too large */
export function makeSmall(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.png'))
    .map((name) => {
      const file = join(folder, name)
      const small = writePng(indexed(readPng(readFileSync(file))))
      if (small.length > largestBytes) throw new Error(`${name} has ${small.length} bytes`)
      writeFileSync(file, small)
      return `${String(small.length).padStart(7)}  ${name}`
    })
}
