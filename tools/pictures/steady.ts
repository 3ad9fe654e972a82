import type { Page } from '@playwright/test'

/**
 * What differs from one telling of the story to the next is written over with something of its kind: ids, digests, moments
 * and durations. All else on a picture is what the page said.
 */
export async function steady(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.evaluate(stopTimers)
  await page.evaluate(writeOver)
}

/** Runs in the page: moments are written anew every second, and would be what they were. */
function stopTimers(): void {
  for (let timer = Number(setTimeout(() => undefined)); timer > 0; timer--) clearTimeout(timer)
}

/** Runs in the page. */
function writeOver(): void {
  const hexadecimal = '7c4e9b1d2f3a4b5c6d7e8f9012a3b4c5d6e7f80912b3c4d5e6f708192a3b4c5d'
  const base64 = 'q1Xw0c7mHnA4uF2sY9bZ5tR8kE3vJ6pL1dG0oI7xQwMe'
  const sameLength = (found: string) => hexadecimal.slice(0, found.length)
  const replacements: [RegExp, (found: string, group: string) => string][] = [
    [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, () => '01936f0c-7a5b-7c4e-9b1d-2f3a4b5c6d7e'],
    [/\b(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}(?![0-9a-z])/g, sameLength],
    [/_[0-9a-f]{32}\b/g, (found) => `_${sameLength(found.slice(1))}`],
    [/\b[A-Za-z0-9_-]{43}\b|[A-Za-z0-9+/]{43}=|(?<=\+)[A-Za-z0-9+/]{44}\b/g, (found) => base64.slice(0, found.length)],
    [/\b\d+ (?:second|minute|hour)s? ago\b/g, () => '2 minutes ago'],
    [/^now$/g, () => '2 minutes ago'],
    [/\bin \d+ (?:second|minute|hour)s?\b|\btomorrow\b/g, () => 'in 23 hours'],
    [/(?<!within |\d\.)\b\d+(?:\.\d+)? (ms|s)\b/g, (_, unit) => `1.2 ${unit}`],
    [/(?<!within )\b\d+ min\b(?: 1\.2 s)?/g, () => '3 min'],
    [/(?<!within )\b\d+ h\b(?: 3 min)?/g, () => '2 h'],
    [/\b20\d\d-\d\d-\d\d([ T])\d\d:\d\d(?::\d\d)?(?:\.\d+)?/g, (_, between) => `2026-11-24${between}09:30:00`],
    // The number of a process.
    [/^\d{3,7}$/g, () => '4321'],
    [/\b127\.0\.0\.1:\d+/g, () => '127.0.0.1:3000'],
  ]
  const overwritten = (said: string) => replacements.reduce((text, [pattern, by]) => text.replace(pattern, by), said)
  for (const input of document.querySelectorAll('input')) {
    if (input.type === 'text') input.value = overwritten(input.value)
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const said = node.nodeValue ?? ''
    const written = overwritten(said)
    if (written !== said) node.nodeValue = written
  }
}
