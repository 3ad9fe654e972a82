import { useMemo, useState } from 'react'
import type { DesignSpec } from '#server/loop/designs/schemas.ts'

interface DesignRow {
  id: string
  revision: number
  option: number
  digest: string
  author: string
  spec: DesignSpec | null
  chosenAt: Date | null
}

export interface DesignOption extends Omit<DesignRow, 'spec'> {
  spec: DesignSpec
}

/**
 * Every revision, the oldest first. A stored design of another version is left out rather than guessed at. What has the same
 * digest stays the same object, so that reading it anew draws nothing anew.
 */
export function useRevisions({ designs }: { designs: readonly DesignRow[] }): readonly DesignOption[] {
  const [known] = useState(() => new Map<string, DesignSpec>())
  return useMemo(
    () =>
      designs.flatMap((design) => {
        const spec = known.get(design.digest) ?? design.spec
        if (!spec) return []
        known.set(design.digest, spec)
        return [{ ...design, spec }]
      }),
    [designs, known],
  )
}

/** The options of the newest revision, in order. */
export function useDesigns(overview: { designs: readonly DesignRow[] }): readonly DesignOption[] {
  const revisions = useRevisions(overview)
  const newest = Math.max(0, ...overview.designs.map(({ revision }) => revision))
  return useMemo(() => revisions.filter(({ revision }) => revision === newest), [revisions, newest])
}

/** The design a digest names, of whatever revision; without one, the one that was chosen. */
export function useDesignOf(overview: { designs: readonly DesignRow[] }, digest: string | null): DesignOption | null {
  const revisions = useRevisions(overview)
  const options = useDesigns(overview)
  const named = revisions.findLast((design) => design.digest === digest)
  return named ?? options.find(({ chosenAt }) => chosenAt !== null) ?? null
}

/** A person edited it, so its author is theirs and no longer the generator that its spec names. */
export function editorOf({ author, spec }: Pick<DesignOption, 'author' | 'spec'>): string | null {
  return author === spec.author ? null : author
}
