import { absentGrades } from '../vocabulary.ts'
import type { Witnessing } from './witnessing.ts'

/** What the cosignatures below a head show, and what they do not, in sentences. */
export function witnessedSentences({ held, listed, grade, unchecked, postQuantum }: Witnessing): {
  proved: string[]
  notProved: string[]
} {
  const [proved, notProved]: [string[], string[]] = [[], []]
  if (held.length > 0) proved.push(`${held.length} of ${listed} witnesses countersigned that head: ${held.join(', ')}.`)
  if (postQuantum === 'held')
    proved.push('The log’s own ML-DSA-44 key signed that head too, which no quantum computer forges.')
  if (held.length > 0) {
    notProved.push(
      'The witnesses’ keys were taken from the log’s own keyset. Compare them with those their operators publish.',
    )
  }
  if (grade === 'none' && held.length > 0) notProved.push('They are fewer than the log’s policy asks for.')
  if (grade !== 'outside') notProved.push(absentGrades.witnessed)
  for (const name of unchecked)
    notProved.push(`The ML-DSA-44 cosignature of ${name} cannot be checked by this program.`)
  return { proved, notProved }
}
