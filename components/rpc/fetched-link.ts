import { type OperationLink, TRPCClientError, type TRPCLink } from '@trpc/client'
import type { AnyRouter } from '@trpc/server'
import { observable } from '@trpc/server/observable'

/**
 * A link that is fetched when something is first asked: what a page shows at first comes with it, and asks nothing.
 * When it cannot be fetched, what was asked fails as with any line that is down, and the next question tries again.
 */
export function fetchedLink<Router extends AnyRouter>(fetched: () => Promise<TRPCLink<Router>>): TRPCLink<Router> {
  return (runtime) => {
    let link: Promise<OperationLink<Router>> | null = null
    const ready = () => {
      link ??= fetched().then((made) => made(runtime))
      link.catch(() => {
        link = null
      })
      return link
    }
    return (asked) =>
      observable((observer) => {
        let stop: (() => void) | null = null
        let stopped = false
        ready().then(
          (made) => {
            if (!stopped) stop = made(asked).subscribe(observer).unsubscribe
          },
          (error: Error) => observer.error(TRPCClientError.from(error)),
        )
        return () => {
          stopped = true
          stop?.()
        }
      })
  }
}
