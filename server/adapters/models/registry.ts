/**
 * Models that may be asked, as data: what they cost and how long they stay. `GET /v1/models` says the same of the models a
 * key can reach; prices are in US dollars for a million tokens. As of 2026-11-23 (platform.claude.com).
 */
export interface RegisteredModel {
  id: string
  provider: 'anthropic'
  lifecycle: 'active' | 'deprecated' | 'retired'
  /** ISO date; null while none is set. */
  retiresAt: string | null
  replacedBy: string | null
  price: { input: number; output: number; cacheRead: number | null }
  maximumOutputTokens: number
}

const claude = (id: string, input: number, output: number, cacheRead: number | null): RegisteredModel => ({
  id,
  provider: 'anthropic',
  lifecycle: 'active',
  retiresAt: null,
  replacedBy: null,
  price: { input, output, cacheRead },
  maximumOutputTokens: 128_000,
})

export const registeredModels: readonly RegisteredModel[] = [
  claude('claude-sonnet-5-5', 2, 10, 0.2),
  claude('claude-opus-5-5', 4, 20, null),
  claude('claude-haiku-5-5', 0.1, 0.5, null),
  claude('claude-fable-5-1', 10, 50, null),
  // The ADR's own choice; its id is answered until the date below.
  {
    ...claude('claude-sonnet-4-5', 3, 15, 0.3),
    lifecycle: 'deprecated',
    retiresAt: '2026-11-30',
    replacedBy: 'claude-sonnet-5-5',
    maximumOutputTokens: 64_000,
  },
]

export const defaultModel = 'claude-sonnet-5-5'

/** The row of a model id or of a dated snapshot of it; null for one nobody registered. */
export function registeredModel(id: string): RegisteredModel | null {
  return registeredModels.find((row) => isSameModel(row.id, id)) ?? null
}

/** `claude-sonnet-5-5-20261015` is a snapshot of `claude-sonnet-5-5`. */
export function isSameModel(asked: string, answered: string): boolean {
  return answered === asked || (answered.startsWith(`${asked}-`) && /^\d{8}$/.test(answered.slice(asked.length + 1)))
}

/** What an attempt cost, in US dollars; null when the model's price is not known. */
export function costOf(
  model: string,
  tokens: { inputTokens: number; outputTokens: number; cacheReadTokens: number },
): number | null {
  const row = registeredModel(model)
  if (!row) return null
  const { input, output, cacheRead } = row.price
  const sum = tokens.inputTokens * input + tokens.outputTokens * output + tokens.cacheReadTokens * (cacheRead ?? input)
  return sum / 1_000_000
}
