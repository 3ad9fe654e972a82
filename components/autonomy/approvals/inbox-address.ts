import { type InboxPage, type InboxView, inboxViews } from '#server/loop/autonomy/approvals/vocabulary.ts'

/** Views a person chooses from; `open` is for programs. */
export const shownViews = ['needsMe', 'others', 'mine', 'done'] as const satisfies readonly InboxView[]
export type ShownView = (typeof shownViews)[number]

/** How page follows page, the same for the first page on the server and for those a browser fetches. */
export const pageByPage = { getNextPageParam: ({ next }: InboxPage) => next }

/** Another word is what needs the reader. */
export function viewOf(word: string | null): ShownView {
  return shownViews.find((view) => view === word && inboxViews.includes(view)) ?? 'needsMe'
}

/** The inbox with a view, and with the request that is read beside it. */
export function inboxHref(view: ShownView, requestId: string | null = null): string {
  return withWords('/inbox', { view: view === 'needsMe' ? null : view, request: requestId })
}

/** A request on a page of its own; it knows the view it was opened from. */
export function requestHref(requestId: string, view: ShownView = 'needsMe'): string {
  return withWords(`/inbox/${requestId}`, { view: view === 'needsMe' ? null : view })
}

/** The way to sign in, and back to the sheet that was open. @param here path and search of the page */
export function signInHref(here: string, decision: string): string {
  const [path = '/', search = ''] = here.split('?')
  const query = new URLSearchParams(search)
  query.set('decide', decision)
  return withWords('/sign-in', { next: `${path}?${query}` })
}

function withWords(path: string, words: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(words).filter((pair): pair is [string, string] => pair[1] !== null)
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path
}
