import { z } from 'zod'
import { Environment } from '#server/platform/env.ts'
import { code, type Page, referencePage, table } from './page.ts'

/** Every variable, from the descriptions in `server/platform/env.ts`. */
export const environment: Page = {
  path: 'docs/reference/environment.md',
  render() {
    const rows = Object.entries(Environment.shape).map(([name, type]) => {
      const fallback = name === 'DOMINION_DATA' ? '.data' : String(type.safeParse(undefined).data ?? '')
      return [code(name), fallback && code(fallback), z.globalRegistry.get(type)?.description ?? '']
    })
    return referencePage(
      'Environment variables',
      '`server/platform/env.ts`',
      table(['Variable', 'Default', 'What it does'], rows),
    )
  },
}
