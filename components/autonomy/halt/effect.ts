import type { ServiceEffect } from '#server/loop/autonomy/killswitch/vocabulary.ts'

/** What one halt would do, over all the services it covers. */
export interface Effect {
  /** The states that the automation works on now, each with how many pieces stop. */
  stops: readonly (readonly [state: string, count: number])[]
  waiting: number
  holds: readonly { id: string; service: string; state: string; weight: number }[]
  serving: number
  openQuestions: number
  ownCommits: number
  /** Names that no service has: they are halted all the same. */
  unknown: readonly string[]
  /** What is halted already. */
  halted: readonly string[]
}

/** @param scope null is everything, otherwise the services by name. */
export function effectOn(services: readonly ServiceEffect[], scope: readonly string[] | null): Effect {
  const covered = scope === null ? services : services.filter(({ service }) => scope.includes(service))
  const running = Map.groupBy(
    covered.flatMap((each) => each.running),
    (state) => state,
  )
  const sum = (count: (each: ServiceEffect) => number) => covered.reduce((total, each) => total + count(each), 0)
  return {
    stops: [...running].map(([state, pieces]) => [state, pieces.length] as const),
    waiting: sum(({ waiting }) => waiting),
    holds: covered.flatMap(({ service, rollouts }) => rollouts.map((rollout) => ({ ...rollout, service }))),
    serving: sum(({ serves }) => Number(serves)),
    openQuestions: sum(({ openQuestions }) => openQuestions),
    ownCommits: sum(({ ownCommits }) => ownCommits),
    unknown: (scope ?? []).filter((name) => !services.some(({ service }) => service === name)),
    halted: covered.filter(({ halted }) => halted).map(({ service }) => service),
  }
}

/** The names in what was typed, with blanks or commas between them. */
export function namedServices(typed: string): string[] {
  return [...new Set(typed.split(/[\s,]+/).filter(Boolean))]
}
