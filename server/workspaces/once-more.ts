import { Interrupted } from '#server/ports/interrupted.ts'

/** Work that was interrupted is done once more from its beginning; a second time it has failed. */
export async function onceMoreIfInterrupted<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Interrupted) return await work()
    throw error
  }
}
