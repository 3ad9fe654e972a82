import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from '#server/platform/env.ts'

/** Every module that loading `file` loads; types are erased and do not count. */
function loadedBy(file: string, seen = new Map<string, string[]>()): Map<string, string[]> {
  if (seen.has(file)) return seen
  const text = readFileSync(file, 'utf8').replaceAll(/^(import|export) type [^;']*? from '[^']*'$/gms, '')
  const named = [...text.matchAll(/(?:from|import) '([^']+)'/g)].map((match) => match[1] as string)
  seen.set(file, named)
  for (const name of named) {
    if (name.startsWith('.')) loadedBy(join(dirname(file), name), seen)
    if (name.startsWith('#')) loadedBy(join(packageRoot, name.slice(1)), seen)
  }
  return seen
}

it('loads nothing that a browser lacks', () => {
  const loaded = loadedBy(join(import.meta.dirname, 'index.ts'))
  expect([...loaded.keys()].map((file) => relative(packageRoot, file))).toContain('server/loop/ledger/format/merkle.ts')
  const outside = [...loaded.values()].flat().filter((name) => !name.startsWith('.') && !name.startsWith('#'))
  expect([...new Set(outside)]).toEqual(['zod/mini'])
})
