import parseSpdx from 'spdx-expression-parse'
import type * as z from 'zod/mini'
import type { Component } from '#server/policy/schemas.ts'
import type { CheckReport } from '#server/workspaces/schemas.ts'

type Parsed =
  | { license: string; plus?: true; exception?: string }
  | { conjunction: 'and' | 'or'; left: Parsed; right: Parsed }

/** An expression that unfolds to more ways than this is nobody's real licence. */
const mostWays = 64

/** The components of a report, each with its licence as the ways to satisfy it. */
export function componentFacts(components: CheckReport['components']): z.infer<typeof Component>[] {
  return components.map(({ purl, licence, scope }) => ({
    purl,
    name: packageName(purl),
    scope,
    licences: waysOf(licence),
  }))
}

/**
 * SPDX expression → disjunctive normal form: `MIT AND (ISC OR 0BSD)` gives `[[MIT, ISC], [MIT, 0BSD]]`. Null when there is
 * none, or it is not SPDX (`UNLICENSED`, `SEE LICENSE IN …`): unknown, and never corrected to something likely.
 */
export function waysOf(licence: string | null): string[][] | null {
  if (licence === null) return null
  try {
    const ways = unfold(parseSpdx(licence) as Parsed)
    return ways.length > mostWays ? null : ways
  } catch {
    return null
  }
}

function unfold(node: Parsed): string[][] {
  if ('license' in node)
    return [[`${node.license}${node.plus ? '+' : ''}${node.exception ? ` WITH ${node.exception}` : ''}`]]
  const [left, right] = [unfold(node.left), unfold(node.right)]
  if (node.conjunction === 'or') return [...left, ...right]
  return left.flatMap((one) => right.map((other) => [...one, ...other])).slice(0, mostWays + 1)
}

/** `pkg:npm/%40scope/name@1.0.0` → `@scope/name`. */
function packageName(purl: string): string {
  return decodeURIComponent(purl.replace(/^pkg:npm\//, '').replace(/@[^@/]*$/, ''))
}
