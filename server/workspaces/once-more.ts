import { SandboxLost } from '#server/ports/sandbox.ts'

/** Work whose sandbox somebody killed is done once more from its beginning; a second time its loss is a failure. */
export async function onceMoreIfLost<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SandboxLost) return await work()
    throw error
  }
}
