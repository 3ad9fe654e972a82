import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Environment } from '#server/platform/env.ts'
import { environment } from './environment.ts'
import { between, fileOf } from './page.ts'
import { pages } from './pages.ts'

describe('pages that follow from the code', () => {
  it.each(pages.map((page) => [page.path, page] as const))(
    '%s is what the code says: otherwise run node tools/docs/write.ts',
    async (_, page) => {
      const current = readFileSync(fileOf(page), 'utf8')
      expect(current).toBe(await page.render(current))
    },
  )

  it.each(Object.keys(Environment.shape))('say what %s does', async (name) => {
    expect(await environment.render('')).toMatch(
      new RegExp(`^\\| \`${name}\`\\s+\\|[^|]*\\| \\S.{10,}\\S\\s+\\|$`, 'm'),
    )
  })

  it('are only written between markers that are there once', () => {
    expect(() => between('no markers', 'loop', 'new')).toThrow(/once each/)
  })
})
