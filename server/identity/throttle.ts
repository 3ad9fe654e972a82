import { Failure } from '#server/platform/errors.ts'
import { signInAttempts } from './numbers.ts'

const failures = new Map<string, number[]>()

/**
 * Runs one guess at a secret; after too many wrong ones under the same name, refuses before looking.
 * @param name what is being guessed at, such as an address; never shown or logged
 */
export async function guess<Result>(name: string, attempt: () => Promise<Result | null>): Promise<Result> {
  const now = Date.now()
  const recent = (failures.get(name) ?? []).filter((at) => now - at < signInAttempts.windowMs)
  if (recent.length >= signInAttempts.limit) throw tooMany()
  failures.set(name, [...recent, now])
  const result = await attempt()
  if (result === null) throw wrong()
  failures.delete(name)
  return result
}

const wrong = () =>
  new Failure('notSignedIn', 'wrongSecret', 'That did not match. Check it and try again; nothing was changed.')

const tooMany = () =>
  new Failure(
    'notSignedIn',
    'tooManyAttempts',
    `Too many wrong answers. Wait ${signInAttempts.windowMs / 60_000} minutes, then try again.`,
  )
