import * as z from 'zod/mini'
import type { ModelTask } from '#server/ports/models.ts'

export const Sample = z.object({
  options: z.array(z.object({ name: z.string(), openapi: z.record(z.string(), z.unknown()) })),
})

export const taskOf = (more: Partial<ModelTask> = {}): ModelTask => ({
  purpose: 'design',
  input: { intent: 'synthetic' },
  prompt: {
    templateId: 'design/v1',
    templateSha256: 'a'.repeat(64),
    system: 'You design.',
    user: 'Register pilot boats',
  },
  answerSchema: z.toJSONSchema(Sample) as Record<string, unknown>,
  deadlineMs: 5_000,
  maximumOutputTokens: 1_000,
  ...more,
})
