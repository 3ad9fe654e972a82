import * as z from 'zod/mini'

/** A finding as it is stored, told in words; what an older version stored is shown as far as it goes. */
export const Told = z.object({
  rule: z.string(),
  severity: z.string(),
  title: z.optional(z.string()),
  message: z.optional(z.string()),
  remediation: z.optional(z.string()),
  where: z.object({ path: z.nullable(z.string()), line: z.nullable(z.number()) }),
})
export type Told = z.infer<typeof Told>
