import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'
import { App } from './app.tsx'
import { type Column, ListPage, note, RecordTable, show } from './list-page.tsx'
import { pages } from './pages/index.ts'
import { loadMore, nothingYet } from './records.ts'

const columns: Column[] = [
  { field: 'name', label: 'Name', kind: 'text' },
  { field: 'open', label: 'Open', kind: 'boolean' },
]

describe('the pages', () => {
  it('are all reachable from the frame', () => {
    const markup = renderToStaticMarkup(<App title="Harbour" />)
    for (const { name, label } of pages) expect(markup).toContain(`href="#${name}">${label}</a>`)
  })

  it('each show a heading and say that they are loading', () => {
    for (const { View } of pages) expect(renderToStaticMarkup(<View />)).toMatch(/<h1 id="title">.+<\/h1>.*Loading…/)
  })

  it('open by their name in the address', () => {
    vi.stubGlobal('location', { hash: `#${pages[0]?.name ?? ''}` })
    const markup = renderToStaticMarkup(<App title="Harbour" />)
    vi.unstubAllGlobals()
    expect(markup).toContain(`<h1 id="title">${pages[0]?.label ?? 'Harbour'}</h1>`)
  })
})

describe('a list', () => {
  const answer = (body: unknown, status = 200) => vi.fn(() => Promise.resolve(Response.json(body, { status })))

  it('adds the next page to the one before, by addresses relative to the page', async () => {
    const ask = answer({ items: [{ id: '2' }], next: null })
    const state = await loadMore('/berths', { items: [{ id: '1' }], next: 'a b', status: 'ready' }, ask)
    expect(ask).toHaveBeenCalledWith('./berths?cursor=a%20b')
    expect(state).toEqual({ items: [{ id: '1' }, { id: '2' }], next: null, status: 'ready' })
  })

  it('keeps what it has when the service does not answer', async () => {
    const before = { items: [{ id: '1' }], next: 'x', status: 'ready' as const }
    expect(await loadMore('/berths', before, answer({}, 503))).toEqual({ ...before, status: 'failed' })
    expect(await loadMore('/berths', before, () => Promise.reject(new Error('offline')))).toMatchObject({
      status: 'failed',
    })
  })

  it('says what it is doing', () => {
    expect(note(nothingYet)).toBe('Loading…')
    expect(note({ ...nothingYet, status: 'failed' })).toContain('could not be loaded')
    expect(note({ ...nothingYet, status: 'ready' })).toContain('Nothing has been recorded')
    expect(note({ items: [{ id: '1' }], next: null, status: 'ready' })).toBe('')
    expect(renderToStaticMarkup(<ListPage title="Berths" path="/berths" columns={columns} />)).toContain(
      'role="status"',
    )
  })

  it('shows a record per row, and text as text', () => {
    const markup = renderToStaticMarkup(
      <RecordTable columns={columns} items={[{ id: '1', name: '<b>', open: true }]} />,
    )
    expect(markup).toContain('<td data-kind="text">&lt;b&gt;</td><td data-kind="boolean">Yes</td>')
  })

  it('shows values as people read them', () => {
    expect(show(null, 'text')).toBe('–')
    expect(show(false, 'boolean')).toBe('No')
    expect(show(0, 'number')).toBe('0')
    expect(show('2026-01-31T12:00:00.000Z', 'timestamp')).toContain('2026')
  })
})
