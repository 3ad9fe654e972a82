import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '#server/platform/env.ts'

/** One block of commands of a guide, under its heading, and the programs that are not everywhere. */
export interface Block {
  heading: string
  script: string
  needs: readonly string[]
}

const signsOf: Readonly<Record<string, RegExp>> = {
  go: /\bgo (build|run)\b/,
  openssl: /\bopenssl\b/,
  jq: /\bjq\b/,
  'ssh-keygen': /\bverify-(commit|tag)\b/,
}

/** Every shell block of a page, in order. */
export function blocksOf(page: string): Block[] {
  const text = readFileSync(join(packageRoot, page), 'utf8')
  return [...text.matchAll(/^## (.+)$(?:(?!^## )[^])*?^```sh\n([^]*?)^```$/gm)].map(
    ([, heading = '', script = '']) => ({
      heading,
      script,
      needs: Object.keys(signsOf).filter((program) => signsOf[program]?.test(script)),
    }),
  )
}

/** Go is often installed beside the path that services see. */
export const path = `${process.env.PATH}:/usr/local/go/bin`

export function isInstalled(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'pipe', env: { ...process.env, PATH: path } })
    return true
  } catch {
    return false
  }
}
