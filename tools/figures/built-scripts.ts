import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'
import type { ScriptBudget } from './budgets.ts'

export interface Chunk {
  file: string
  bytes: number
}

const Root = z.object({ rootMainFiles: z.array(z.string()) })
const Page = z.object({ entryJSFiles: z.record(z.string(), z.array(z.string())) })
const Later = z.record(z.string(), z.object({ files: z.array(z.string()) }))

/**
 * The scripts a page comes with, as the build left them, each once and compressed; the largest first. Those for browsers
 * that know no modules are left out, as browsers do.
 * @throws Error when the build has no such page, or nothing of it draws what the budget says
 */
export function scriptsOf(build: string, { route, draws }: Pick<ScriptBudget, 'route' | 'draws'>): Chunk[] {
  const { rootMainFiles } = Root.parse(json(join(build, 'build-manifest.json')))
  const page = join(build, 'server/app', route)
  const { entryJSFiles } = Page.parse(clientManifest(`${page}_client-reference-manifest.js`))
  const files = new Set([...rootMainFiles, ...Object.values(entryJSFiles).flat(), ...(draws ? drawing(draws) : [])])
  return [...files]
    .filter((file) => file.endsWith('.js'))
    .map((file) => ({ file, bytes: gzipSync(readFileSync(join(build, file))).length }))
    .toSorted((one, other) => other.bytes - one.bytes)

  function drawing(word: string): string[] {
    const later = Later.parse(json(join(page, 'react-loadable-manifest.json')))
    const holds = (file: string) => file.endsWith('.js') && readFileSync(join(build, file), 'utf8').includes(word)
    const found = Object.values(later).filter(({ files: loaded }) => loaded.some(holds))
    if (found.length === 0)
      throw new Error(`${route} fetches nothing that holds ${word}: its budget weighs too little.`)
    return found.flatMap(({ files: loaded }) => loaded)
  }
}

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

/** A program that puts one object into a global; the object is JSON. */
function clientManifest(file: string): unknown {
  const told = /\] = (\{.*\});?\s*$/s.exec(readFileSync(file, 'utf8'))?.[1]
  if (!told) throw new Error(`${file} is not what a build leaves.`)
  return JSON.parse(told)
}

const kilobytes = (bytes: number) => (bytes / 1_000).toFixed(1)

const largestNamed = 3

/** How much it is, and whether that is within; beyond it, why that is let be, or what weighs most. */
export function verdictOn(
  page: string,
  { limit, meanwhile }: Pick<ScriptBudget, 'limit' | 'meanwhile'>,
  chunks: readonly Chunk[],
): { ok: boolean; line: string } {
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes, 0)
  const line = `${kilobytes(bytes).padStart(7)} KB of ${limit}  ${page}`
  if (bytes <= limit * 1_000) return { ok: true, line }
  if (meanwhile && bytes <= meanwhile.limit * 1_000)
    return { ok: true, line: `${line}  OVER, let be up to ${meanwhile.limit}: ${meanwhile.why}` }
  const largest = chunks.slice(0, largestNamed).map(({ file, bytes: part }) => `${file} ${kilobytes(part)} KB`)
  return { ok: false, line: `${line}  TOO MUCH; the largest: ${largest.join(', ')}` }
}
