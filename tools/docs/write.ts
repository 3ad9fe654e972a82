import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileOf } from './page.ts'
import { pages } from './pages.ts'

/** A program: writes every page that follows from the code. */
for (const page of pages) {
  const file = fileOf(page)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, await page.render(existsSync(file) ? readFileSync(file, 'utf8') : ''))
}
