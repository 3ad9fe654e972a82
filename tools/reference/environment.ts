import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Environment, packageRoot } from '#server/platform/env.ts'

export const environmentPage = join(packageRoot, 'docs/reference/environment.md')

/** `docs/reference/environment.md`, from the descriptions in `server/platform/env.ts`. */
export function environmentReference(): string {
  const rows = Object.entries(Environment.shape).map(([name, type]) => {
    const fallback = name === 'DOMINION_DATA' ? '.data' : String(type.safeParse(undefined).data ?? '')
    return `| \`${name}\` | ${fallback && `\`${fallback}\``} | ${z.globalRegistry.get(type)?.description ?? ''} |`
  })
  const heading = [
    '# Environment variables',
    '',
    'Made from `server/platform/env.ts` by `node tools/reference/write.ts`.',
  ]
  return [...heading, '', '| Variable | Default | What it does |', '|---|---|---|', ...rows, ''].join('\n')
}

/** Writes the page. */
export function writeEnvironmentReference(): void {
  writeFileSync(environmentPage, environmentReference())
}
