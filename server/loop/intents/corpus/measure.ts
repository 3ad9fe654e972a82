import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { type RiskTier, riskTiers } from '#server/loop/change/tier.ts'
import { classify } from '#server/loop/intents/classify.ts'
import { sanitise } from '#server/loop/intents/sanitise/index.ts'
import type { WorkspaceModel } from '#server/loop/intents/schemas.ts'
import { structure } from '#server/loop/intents/structure/index.ts'

/** One intent as people judged it. Those held out were never looked at while words and grammar were chosen. */
export const Adjudicated = z.object({
  text: z.string(),
  kind: z.enum(['feature', 'fix', 'config', 'docs', 'architecture']),
  tier: z.enum(riskTiers),
  variant: z.enum(['plain', 'paraphrase', 'typo', 'injection', 'understatement']),
  heldOut: z.boolean(),
})
export type Adjudicated = z.infer<typeof Adjudicated>

export async function readCorpus(): Promise<Adjudicated[]> {
  const files = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.jsonl')).sort()
  const texts = await Promise.all(files.map((name) => readFile(join(import.meta.dirname, name), 'utf8')))
  return texts.flatMap((text) =>
    text
      .trim()
      .split('\n')
      .map((line) => z.parse(Adjudicated, JSON.parse(line))),
  )
}

export interface Measured {
  intents: number
  /** Too low: the number that must be next to nothing. Too high costs people time, not safety. */
  underTiered: Share
  wrongTier: Share
  wrongKind: Share
  /** Judged tier → decided tier → how many. */
  confusion: Record<RiskTier, Record<RiskTier, number>>
  misses: readonly { text: string; judged: RiskTier; decided: RiskTier }[]
}

/** A share with its 95 % Wilson score interval. */
export interface Share {
  count: number
  share: number
  low: number
  high: number
}

/** Classifies judged intents as the product does, words and structure together, and compares. */
export async function measure(corpus: readonly Adjudicated[], model: WorkspaceModel): Promise<Measured> {
  const rows: (Adjudicated & { decided: RiskTier; decidedKind: string })[] = []
  for (const intent of corpus) {
    const clean = sanitise(intent.text)
    const { decision } = await classify(clean, structure(clean.text, model).spec)
    rows.push({ ...intent, decided: decision.tier, decidedKind: decision.kind })
  }
  const misses = rows.filter(({ tier, decided }) => tier !== decided)
  const confusion = Object.fromEntries(
    riskTiers.map((tier) => [
      tier,
      Object.fromEntries(
        riskTiers.map((other) => [other, rows.filter((row) => row.tier === tier && row.decided === other).length]),
      ),
    ]),
  )
  return {
    intents: rows.length,
    underTiered: share(
      misses.filter(({ tier, decided }) => riskTiers.indexOf(decided) < riskTiers.indexOf(tier)).length,
      rows.length,
    ),
    wrongTier: share(misses.length, rows.length),
    wrongKind: share(rows.filter(({ kind, decidedKind }) => kind !== decidedKind).length, rows.length),
    confusion: confusion as Measured['confusion'],
    misses: misses.map(({ text, tier, decided }) => ({ text, judged: tier, decided })),
  }
}

function share(count: number, of: number): Share {
  const z95 = 1.96
  const p = count / of
  const denominator = 1 + z95 ** 2 / of
  const centre = (p + z95 ** 2 / (2 * of)) / denominator
  const half = (z95 * Math.sqrt((p * (1 - p)) / of + z95 ** 2 / (4 * of ** 2))) / denominator
  return { count, share: p, low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}
