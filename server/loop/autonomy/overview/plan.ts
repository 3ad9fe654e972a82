import * as z from 'zod/mini'
import { permitted } from '#server/governed.ts'
import { DesignSpec } from '#server/loop/designs/schemas.ts'
import { ChangeFacts } from '#server/policy/schemas.ts'
import { promisesOf } from './promises.ts'
import { ReadChange } from './schemas.ts'
import { designRows, judgedFacts } from './store.ts'
import type { ChangePlan } from './vocabulary.ts'

/** What the design of a change promises, against what the newest judged commit holds. */
export const readPlan = permitted('change.read', ReadChange, async (from, { changeId }): Promise<ChangePlan> => {
  const [designs, judged] = await Promise.all([designRows(from, changeId), judgedFacts(from, changeId)])
  const facts = (judged && z.safeParse(ChangeFacts, judged.input).data) ?? null
  const held = designs.find(({ digest }) => digest === facts?.design?.digest)
  const design = held ?? designs.find(({ chosenAt }) => chosenAt !== null)
  const spec = (design && z.safeParse(DesignSpec, design.spec).data) ?? null
  return {
    commit: facts && judged ? judged.commit : null,
    promises: spec && promisesOf(spec, facts),
    testPlan: spec?.testPlan ?? [],
    tests: facts?.tests ?? null,
    files: facts?.files?.map(({ path, change }) => ({ path, change })) ?? null,
    evidence:
      facts?.evidence.map(({ kind, producer, producerVersion, completed, passed }) => ({
        ...{ kind, producer, producerVersion, completed, passed },
      })) ?? [],
  }
})
