import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { conflict, Failure } from '#server/platform/errors.ts'
import { Desired, type DesiredService } from './schemas.ts'

const nothing: DesiredService = { epoch: 0, route: null, versions: [] }

/** The desired state, on disk before it takes effect. Changes happen one after the other. */
export interface Journal {
  services(): readonly string[]
  service(name: string): DesiredService
  /**
   * Edits one service's desired state. `epoch` null: not a decision, only a note.
   * @throws Failure `conflict` when the epoch is older than one already obeyed; whatever `edit` throws. Nothing changes then.
   */
  change(name: string, epoch: number | null, edit: (now: DesiredService) => DesiredService): Promise<void>
}

/** @throws Failure `unavailable` when the file is there but cannot be read: it is never guessed. */
export async function openJournal(folder: string): Promise<Journal> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, 'desired.json')
  let current = await read(path)
  let last: Promise<unknown> = Promise.resolve()
  const service = (name: string) =>
    Object.hasOwn(current.services, name) ? (current.services[name] ?? nothing) : nothing

  async function apply(
    name: string,
    epoch: number | null,
    edit: (now: DesiredService) => DesiredService,
  ): Promise<void> {
    const before = service(name)
    if (epoch !== null && epoch < before.epoch) throw late(name, epoch, before.epoch)
    const edited = { ...edit(before), epoch: epoch ?? before.epoch }
    if (isDeepStrictEqual(edited, before)) return
    const next: Desired = { format: 1, services: { ...current.services, [name]: edited } }
    await writeFlushed(folder, path, JSON.stringify(next))
    current = next
  }

  return {
    services: () => Object.keys(current.services),
    service,
    change(name, epoch, edit) {
      const done = last.then(() => apply(name, epoch, edit))
      last = done.catch(() => undefined) // The caller hears of it; the next change must not.
      return done
    },
  }
}

function late(name: string, epoch: number, newest: number): Failure {
  const failure = conflict(`The delivery of ${name}`)
  return new Failure('conflict', 'olderEpoch', failure.message, { epoch, newest })
}

async function read(path: string): Promise<Desired> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return { format: 1, services: {} }
  try {
    return Desired.parse(JSON.parse(text))
  } catch (cause) {
    const sentence = `The edge cannot read ${path}, so it does not know which versions to run. Restore the file, or move it away to start with none.`
    throw Object.assign(new Failure('unavailable', 'journalUnreadable', sentence), { cause })
  }
}

/** The old content or the new, never a part, whatever happens in between. */
async function writeFlushed(folder: string, path: string, text: string): Promise<void> {
  const partial = `${path}.partial`
  const file = await open(partial, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  } finally {
    await file.close()
  }
  await rename(partial, path)
  const parent = await open(folder)
  await parent.sync().finally(() => parent.close())
}
