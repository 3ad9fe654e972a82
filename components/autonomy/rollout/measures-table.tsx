import * as en from '#components/messages/en.ts'
import { evidenceSources } from '#server/loop/autonomy/rollout/evidence/vocabulary.ts'
import { percent, stillNeeded } from './measures.ts'
import type { Reading, Test } from './reading.ts'

const words = en.deployments
const promises = ['error', 'slow'] as const

const cell =
  'px-5 py-2 text-left align-top tabular-nums max-sm:grid max-sm:grid-cols-[7rem_1fr] max-sm:gap-3 max-sm:py-0.5 ' +
  'max-sm:before:text-small max-sm:before:text-muted max-sm:before:content-[attr(data-label)]'

/** Each promise a version is held to: what was measured, what is allowed, on how much, and what is missing. */
export function MeasuresTable({ reading }: { reading: Reading }) {
  return (
    <table className="w-full max-sm:block">
      <thead className="text-small text-muted max-sm:sr-only">
        <tr>
          {Object.entries(words.columns).map(([key, label]) => (
            <th key={key} scope="col" className="px-5 py-1.5 text-left font-normal">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {evidenceSources.flatMap((source) =>
          promises.map((promise) => (
            <Measure
              key={`${source} ${promise}`}
              name={`${en.rollout.sources[source]}, ${words.promises[promise]}`}
              test={reading.numbers.sources[source][promise]}
            />
          )),
        )}
      </tbody>
    </table>
  )
}

function Measure({ name, test }: { name: string; test: Test }) {
  const { columns } = words
  return (
    <tr className="border-t border-line max-sm:block max-sm:py-2.5">
      <th scope="row" className="px-5 py-2 text-left align-top font-medium max-sm:block max-sm:py-0.5">
        {name}
      </th>
      <td data-label={columns.measured} className={cell}>
        {measured(test)}
      </td>
      <td data-label={columns.limit} className={cell}>
        {percent(test.limit)}
      </td>
      <td data-label={columns.sample} className={cell}>
        {test.trials}
      </td>
      <td data-label={columns.needed} className={cell}>
        {needed(test)}
      </td>
    </tr>
  )
}

function measured({ trials, bad, upperBound }: Test): string {
  if (trials === 0) return words.noneSeen
  const bound = upperBound !== undefined && upperBound < 1 ? `, ${words.atMost(percent(upperBound))}` : ''
  return `${percent(bad / trials)}${bound}`
}

function needed(test: Test): string {
  const missing = stillNeeded(test)
  if (missing === null) return words.enough
  return missing.atLeast ? words.atLeastMore(missing.attempts) : words.cleanMore(missing.attempts)
}
