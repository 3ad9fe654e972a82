import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, extname, join, relative, sep } from 'node:path'
import type { Context } from 'hono'
import { Problem } from './problems.ts'

/** Files read once at the start; an address outside them finds nothing, whatever dots it holds. */
export type Assets = ReadonlyMap<string, Asset>

interface Asset {
  content: Uint8Array<ArrayBuffer>
  etag: string
  type: string
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Every file below `place`, by its `/`-separated path there; a single file by its name; empty when nothing is there. */
export function readAssets(place: string): Assets {
  const status = statSync(place, { throwIfNoEntry: false })
  if (!status) return new Map()
  if (status.isFile()) return new Map([[basename(place), readAsset(place)]])
  const files = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = files.map((entry) => join(entry.parentPath, entry.name))
  return new Map(paths.map((path) => [relative(place, path).split(sep).join('/'), readAsset(path)]))
}

function readAsset(path: string): Asset {
  const content = new Uint8Array(readFileSync(path))
  const etag = `"${createHash('sha256').update(content).digest('hex').slice(0, 32)}"`
  return { content, etag, type: types[extname(path)] ?? 'application/octet-stream' }
}

/** @throws Problem 404 when there is no such file. */
export function answerAsset(c: Context, assets: Assets, path: string): Response {
  const asset = assets.get(path)
  if (!asset) throw new Problem(404, 'not-found', 'There is nothing at this address.')
  const headers = { etag: asset.etag, 'cache-control': 'no-cache', 'content-type': asset.type }
  if (c.req.header('if-none-match') === asset.etag) return new Response(null, { status: 304, headers })
  return new Response(asset.content, { headers })
}
