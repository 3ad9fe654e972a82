import { constants } from 'node:fs'
import { lstat, mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type ApplyReason, type ApplyRefusal, applyRefusals } from './apply-refusals.ts'
import { isProtected } from './protected-paths.ts'
import type { EditOperation } from './schemas.ts'

/** One file a person still reads, and one change a person still reviews. Characters. */
const limits = { file: 400_000, whole: 4_000_000, path: 240 } as const

export interface ApplyOptions {
  /** Files or folders the design foresees; every path is allowed when absent. */
  planned?: readonly string[]
}

export type ApplyOutcome =
  | { applied: true; written: readonly string[]; deleted: readonly string[] }
  | { applied: false; refusals: readonly ApplyRefusal[] }

/**
 * The only way edit operations reach a worktree: all of them, in order, or none. Nothing may run in `folder` meanwhile.
 * Refusals are data; what throws is the disk's fault.
 */
export async function applyOperations(
  folder: string,
  operations: readonly EditOperation[],
  options: ApplyOptions = {},
): Promise<ApplyOutcome> {
  const draft = new Map<string, string | null>()
  const refusals: ApplyRefusal[] = []
  for (const [index, operation] of operations.entries()) {
    const reason = await plan(folder, operation, draft, options)
    if (reason) refusals.push({ operation: index, path: operation.path, reason, sentence: applyRefusals[reason] })
  }
  if (refusals.length > 0) return { applied: false, refusals }
  const entries = [...draft]
  for (const [path, content] of entries) if (content === null) await rm(join(folder, path), { force: true })
  for (const [path, content] of entries) if (content !== null) await write(join(folder, path), content)
  const paths = (deleted: boolean) =>
    entries.filter(([, content]) => (content === null) === deleted).map(([path]) => path)
  return { applied: true, written: paths(false), deleted: paths(true) }
}

async function plan(
  folder: string,
  operation: EditOperation,
  draft: Map<string, string | null>,
  { planned }: ApplyOptions,
): Promise<ApplyReason | null> {
  const { path } = operation
  if (!isPlain(path)) return 'badPath'
  if (isProtected(path)) return 'protectedPath'
  if (planned && !planned.some((allowed) => path === allowed || path.startsWith(`${allowed.replace(/\/$/, '')}/`)))
    return 'notPlanned'
  const before = await current(folder, path, draft)
  if (before.fault) return before.fault
  const after = edited(operation, before.content)
  if (after.fault) return after.fault
  draft.set(path, after.content)
  const whole = [...draft.values()].reduce((sum, content) => sum + (content?.length ?? 0), 0)
  return (after.content?.length ?? 0) > limits.file || whole > limits.whole ? 'tooLarge' : null
}

type Content = { fault: ApplyReason } | { fault: null; content: string | null }
const fault = (reason: ApplyReason): Content => ({ fault: reason })
const content = (text: string | null): Content => ({ fault: null, content: text })

function edited(operation: EditOperation, before: string | null): Content {
  if (operation.op === 'write') return content(operation.content)
  if (before === null) return fault('absent')
  if (operation.op === 'delete') return content(null)
  const at = before.indexOf(operation.find)
  if (at < 0) return fault('notFound')
  if (before.indexOf(operation.find, at + 1) >= 0) return fault('notUnique')
  return content(before.slice(0, at) + operation.replace + before.slice(at + operation.find.length))
}

/** What the file holds after the operations so far; null when there is none. */
async function current(folder: string, path: string, draft: ReadonlyMap<string, string | null>): Promise<Content> {
  const drafted = draft.get(path)
  const parents = parentsOf(path)
  if (parents.some((parent) => typeof draft.get(parent) === 'string')) return fault('notAFile')
  if ([...draft].some(([other, text]) => text !== null && other.startsWith(`${path}/`))) return fault('notAFile')
  for (const parent of parents) {
    const kind = await kindOf(join(folder, parent))
    if (kind === 'link') return fault('throughLink')
    if (kind === 'file' && draft.get(parent) !== null) return fault('notAFile')
    if (kind !== 'folder') return content(drafted ?? null)
  }
  const kind = await kindOf(join(folder, path))
  if (kind === 'link') return fault('throughLink')
  if (kind === 'folder') return fault('notAFile')
  if (drafted !== undefined) return content(drafted)
  return kind === 'file' ? readText(join(folder, path)) : content(null)
}

async function readText(path: string): Promise<Content> {
  try {
    return content(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path)))
  } catch (error) {
    if (error instanceof TypeError) return fault('notText')
    throw error
  }
}

function isPlain(path: string): boolean {
  // Control characters and backslashes read differently on other systems and in logs.
  const odd = /[\p{Cc}\p{Cf}\\]/u.test(path) || path !== path.normalize('NFC') || path.length > limits.path
  return !odd && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && part === part.trim())
}

function parentsOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

async function kindOf(path: string): Promise<'absent' | 'file' | 'folder' | 'link'> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw error
  })
  if (!found) return 'absent'
  if (found.isDirectory()) return 'folder'
  return found.isFile() ? 'file' : 'link'
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const file = await open(
    path,
    constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW,
    0o644,
  )
  try {
    await file.writeFile(text)
  } finally {
    await file.close()
  }
}
