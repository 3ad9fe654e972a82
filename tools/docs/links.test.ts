import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '#server/platform/env.ts'
import { trace } from './trace.ts'

/** Every Markdown page of ours, also one that is not committed yet; what a template writes elsewhere is not. */
const documents = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: packageRoot,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path && existsSync(join(packageRoot, path)))
  .filter((path) => !/^templates\/(code\/service\/files|prompts|releases|specs|tests)\//.test(path))

const fenced = /^```[^\n]*\n[\s\S]*?^```$/gm
const outside = /^[a-z][a-z0-9+.-]*:/i

/** Where the links of a page lead, without code blocks, whose brackets are no links. */
function linksOf(text: string): string[] {
  const prose = text.replace(fenced, '').replace(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? '')
}

/** Anchors as GitHub makes them from headings. */
function anchorsOf(text: string): Set<string> {
  const headings = [...text.replace(fenced, '').matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading ?? '')
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}

function broken(path: string): string[] {
  const text = readFileSync(join(packageRoot, path), 'utf8')
  return linksOf(text).filter((link) => {
    if (outside.test(link)) return false
    const [target = '', anchor] = link.split('#')
    const file = target === '' ? join(packageRoot, path) : join(packageRoot, dirname(path), decodeURI(target))
    if (!existsSync(file)) return true
    return anchor !== undefined && file.endsWith('.md') && !anchorsOf(readFileSync(file, 'utf8')).has(anchor)
  })
}

describe('links', () => {
  it('are looked at in every page', () => expect(documents.length).toBeGreaterThan(20))

  it.each(documents)('%s leads somewhere', (path) => expect(broken(path)).toEqual([]))

  it('notice a place that is not there', () => {
    expect(linksOf('see [this](./nowhere.md), `[not](code)` and [that](https://example.org)')).toEqual([
      './nowhere.md',
      'https://example.org',
    ])
    expect([...anchorsOf('# A heading, with `code`\n## Next')]).toEqual(['a-heading-with-code', 'next'])
  })
})

describe('the trace from the ADR', () => {
  const requirements = trace.flatMap((part) => part.requirements)

  it.each(requirements.map((each) => [each.asked, each] as const))(
    '%s: code, and a test that would fail',
    (_, each) => {
      if (each.state === 'absent') expect(each.note).toMatch(/\S/)
      else expect([each.code.length, each.tests.length]).not.toContain(0)
    },
  )

  it('says what is missing wherever not all is there', () => {
    expect(requirements.filter(({ state, note }) => state !== 'here' && !note)).toEqual([])
  })
})
