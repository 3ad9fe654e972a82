import * as z from 'zod/mini'

/** What crosses the edge's control socket, what its journal holds, and what an artifact says about how it is run. Browser-safe. */

export const ServiceName = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,62}$/))
const Digest = z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/))
const Stage = z.enum(['sandbox', 'production'])
const Epoch = z.int().check(z.nonnegative())

export const Version = z.object({ service: ServiceName, stage: Stage, artifactDigest: Digest })
export const ProbePlan = z.object({
  /** As they stand in a request: percent-encoded. */
  paths: z.array(z.string().check(z.regex(/^\/[\x21-\x7e]*$/))).check(z.maxLength(500)),
  perSecond: z.number().check(z.gte(0), z.lte(200)),
})
export const Route = z.object({
  stable: z.nullable(Digest),
  canary: z.nullable(Digest),
  canaryWeight: z.int().check(z.gte(0), z.lte(10_000)),
})

export const VersionCommand = z.object({ version: Version, epoch: Epoch })
export const RouteCommand = z.object({ route: Route, epoch: Epoch })
export const ProbeCommand = z.object({ version: Version, plan: ProbePlan })

/** What the edge wants to be true. A killed edge reads it and makes it true again. */
export const DesiredService = z.object({
  epoch: Epoch,
  route: z.nullable(z.extend(Route, { epoch: Epoch })),
  versions: z.array(
    z.object({ artifactDigest: Digest, stage: Stage, migrated: z.boolean(), probe: z.nullable(ProbePlan) }),
  ),
})
export type DesiredService = z.infer<typeof DesiredService>
export const Desired = z.object({ format: z.literal(1), services: z.record(ServiceName, DesiredService) })
export type Desired = z.infer<typeof Desired>

/** How an artifact is run; written into its annotations when it is built, so its digest covers it. */
export const RunDescription = z.object({
  start: z.array(z.string()).check(z.minLength(1)),
  /** Empty: nothing to migrate. */
  migrate: z.array(z.string()),
  healthPath: z.string().check(z.startsWith('/')),
  needsDatabase: z.boolean(),
})
export type RunDescription = z.infer<typeof RunDescription>

const annotation = 'dominion.run'

/** The annotations to store an artifact with, so that the edge can run it. */
export function annotationsFor(
  run: RunDescription,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const { start, migrate, healthPath, needsDatabase } = run
  return { ...more, [annotation]: JSON.stringify({ start, migrate, healthPath, needsDatabase }) }
}

/** Null when the artifact does not say how it is run. */
export function runDescriptionOf(annotations: Readonly<Record<string, string>>): RunDescription | null {
  const text = annotations[annotation]
  if (text === undefined) return null
  const parsed = RunDescription.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : null
}
