/** What a page shows of one record; the API's answer, field by field. */
export type Shown = Readonly<Record<string, string | number | boolean | null>>

export interface ListState {
  items: readonly Shown[]
  next: string | null
  status: 'loading' | 'ready' | 'failed'
}

export const nothingYet: ListState = { items: [], next: null, status: 'loading' }

/** Adds the next page to what is already there; a failure keeps it and says so. Addresses are relative to the page. */
export async function loadMore(path: string, before: ListState, ask: typeof fetch = fetch): Promise<ListState> {
  const query = before.next === null ? '' : `?cursor=${encodeURIComponent(before.next)}`
  try {
    const response = await ask(`.${path}${query}`)
    if (!response.ok) return { ...before, status: 'failed' }
    const page = (await response.json()) as { items: Shown[]; next: string | null }
    return { items: [...before.items, ...page.items], next: page.next, status: 'ready' }
  } catch {
    return { ...before, status: 'failed' }
  }
}
