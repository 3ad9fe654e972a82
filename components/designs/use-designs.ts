import { useMemo } from 'react'
import * as z from 'zod/mini'
import { DesignSpec } from '#server/loop/designs/schemas.ts'

interface DesignRow {
  id: string
  revision: number
  option: number
  digest: string
  spec: unknown
  chosenAt: Date | null
}

export interface DesignOption extends Omit<DesignRow, 'spec'> {
  spec: DesignSpec
}

/** The options of the newest revision, in order. A stored design of another version is left out rather than guessed at. */
export function useDesigns({ designs }: { designs: readonly DesignRow[] }): readonly DesignOption[] {
  return useMemo(() => {
    const revision = Math.max(0, ...designs.map((design) => design.revision))
    return designs.flatMap((design) => {
      const parsed = z.safeParse(DesignSpec, design.spec)
      return design.revision === revision && parsed.success ? [{ ...design, spec: parsed.data }] : []
    })
  }, [designs])
}

/** The design a digest names; without one, the one that was chosen. */
export function useDesignOf(overview: { designs: readonly DesignRow[] }, digest: string | null): DesignOption | null {
  const options = useDesigns(overview)
  const named = options.find((option) => option.digest === digest)
  return named ?? options.find(({ chosenAt }) => chosenAt !== null) ?? null
}
