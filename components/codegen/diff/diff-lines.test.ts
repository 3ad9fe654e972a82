import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { DiffLines } from './diff-lines.tsx'
import { type PlacedFinding, placesOf } from './findings.ts'
import { rowsInBlock, rowsOf } from './rows.ts'

const lines = 10_000
const patch = `@@ -0,0 +1,${lines} @@\n${Array.from({ length: lines }, (_, at) => `+line ${at + 1}`).join('\n')}\n`

function drawn(findings: readonly PlacedFinding[] = []): string {
  const rows = rowsOf(patch)
  return renderToStaticMarkup(createElement(DiffLines, { rows, places: placesOf(rows, findings) }))
}

describe('a diff of 10,000 lines', () => {
  it('is drawn a window at a time, and keeps the room of the rest', () => {
    const html = drawn()
    const blocks = Math.ceil((lines + 1) / rowsInBlock)
    expect(html.match(/data-line/g)).toHaveLength(2 * rowsInBlock)
    expect(html.match(/<svg/g)).toHaveLength(blocks - 2)
    expect(html).not.toContain('style=')
  })

  it('has a finding at its line', () => {
    const finding = { path: 'a', line: 7, message: 'A key.', remediation: 'Revoke it.', rule: 'r', severity: 'high' }
    expect(drawn([finding])).toMatch(/line 7<\/code>.*A key\..*Revoke it\..*line 8<\/code>/)
  })
})
