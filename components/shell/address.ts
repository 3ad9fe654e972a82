/** Told to the window when someone sets out for another page; its detail is the address. */
export const settingOut = 'codex-dominion:setting-out'

/** A page's address: which page, and what it is asked for. */
export interface Address {
  path: string
  whole: string
}

/** The same address always reads the same, whichever way it was written. */
export function addressOf(url: string): Address {
  const { pathname, searchParams } = new URL(url, 'http://portal.invalid')
  return { path: pathname, whole: `${pathname}?${searchParams}` }
}

/** What a page is made of, before it is there. */
export type Shape = 'rows' | 'panels' | 'form' | 'detail'

const shapes: readonly (readonly [RegExp, Shape])[] = [
  [/^\/(?:intents\/new|halt|ledger\/verify)$/, 'form'],
  [/^\/(?:status|people|privacy|workspaces)?$/, 'panels'],
  [/^\/policies\/decisions$/, 'rows'],
  [/^\/[^/]+$/, 'rows'],
]

export function shapeOf(path: string): Shape {
  return shapes.find(([pattern]) => pattern.test(path))?.[1] ?? 'detail'
}
