import { afterEach, describe, expect, it, vi } from 'vitest'
import { keepDraft, readDraft } from './draft.ts'

/** What a browser keeps, or one that refuses to. */
function browser({ refuses = false } = {}) {
  const held = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => held.get(name) ?? null,
    setItem(name: string, value: string) {
      if (refuses) throw new DOMException('full', 'QuotaExceededError')
      held.set(name, value)
    },
    removeItem: (name: string) => void held.delete(name),
  })
  return held
}

afterEach(() => vi.unstubAllGlobals())

const draft = { service: 'harbour', text: 'Add a field\n\u202Eto berths 🚢' }

describe('a draft', () => {
  it('comes back as it was, to the person who wrote it and nobody else', () => {
    browser()
    expect(keepDraft('person_ann', draft)).toBe(true)
    expect(readDraft('person_ann')).toEqual(draft)
    expect(readDraft('person_bob')).toBeNull()
  })

  it('is gone once nothing is left of it', () => {
    const held = browser()
    keepDraft('person_ann', draft)
    keepDraft('person_ann', { ...draft, text: ' \n' })
    expect(held.size).toBe(0)
  })

  it('says when the browser keeps nothing', () => {
    browser({ refuses: true })
    expect(keepDraft('person_ann', draft)).toBe(false)
    expect(readDraft('person_ann')).toBeNull()
  })

  it.each(['{', '{"text":5}', '"words"'])('that cannot be read is none: %s', (stored) => {
    browser().set('intent-draft:person_ann', stored)
    expect(readDraft('person_ann')).toBeNull()
  })
})
