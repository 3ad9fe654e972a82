import * as en from '#components/messages/en.ts'
import type { Witnessing } from '#server/loop/ledger/proof/index.ts'
import { CheckTag, outcomes } from './outcomes.tsx'

const words = en.ledger

/** Who countersigned the head this entry is proved under, as far as this browser can check it. */
export function WitnessChecks({ of: { held, listed, grade, postQuantum } }: { of: Witnessing }) {
  return (
    <>
      <li className="flex items-start justify-between gap-3">
        <span>
          {held.length > 0 ? words.checkWitnesses(held.length, listed) : words.checkWitnessesNone}
          {held.map((name) => (
            <code key={name} className="block text-small break-all text-muted">
              {name}
            </code>
          ))}
          {held.length > 0 && grade !== 'outside' && (
            <span className="block text-small text-muted">
              {grade === 'local' ? words.checkWitnessesLocal : words.checkWitnessesFew}
            </span>
          )}
        </span>
        <CheckTag {...(held.length > 0 ? outcomes.passed : outcomes.notMade)} />
      </li>
      {postQuantum !== 'none' && (
        <li className="flex items-start justify-between gap-3">
          <span>{words.checkPostQuantum}</span>
          <CheckTag {...(postQuantum === 'held' ? outcomes.passed : outcomes.unable)} />
        </li>
      )}
    </>
  )
}
