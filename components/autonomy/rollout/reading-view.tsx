import * as en from '#components/messages/en.ts'
import { Bar } from '#components/ui/meter.tsx'
import { Tag, type Tone } from '#components/ui/tag.tsx'
import { verdictReasons } from '#server/loop/autonomy/rollout/evidence/vocabulary.ts'
import type { Reading as ReadingData } from './reading.ts'

const words = en.rollout

const tones: Record<ReadingData['verdict'], Tone> = {
  gather: 'accent',
  proven: 'good',
  freeze: 'warn',
  cut: 'bad',
  rollBack: 'bad',
}

/** What the judge sees: its verdict in words, and per source how many attempts there were of those it needs. */
export function Reading({ reading }: { reading: ReadingData }) {
  return (
    <div className="mt-2 grid gap-3">
      <p className="flex flex-wrap items-center gap-2.5">
        <Tag tone={tones[reading.verdict]}>{words.verdicts[reading.verdict]}</Tag>
        <span>{verdictReasons[reading.reason]}</span>
      </p>
      <div className="grid gap-4 sm:grid-cols-2">
        {(['live', 'probe'] as const).map((source) => {
          const { error, p95Ms, latencyLimitMs } = reading.numbers.sources[source]
          return (
            <div key={source} className="grid content-start gap-1.5">
              <p className="text-small font-medium">{words.sources[source]}</p>
              <Bar
                value={error.trials}
                limit={error.cleanTrialsNeeded}
                tone={error.bad > 0 ? 'warn' : 'accent'}
                label={words.seenOf(error.trials, error.cleanTrialsNeeded)}
              />
              <p className="text-small text-muted">
                {words.attempts(error.trials, error.bad, error.cleanTrialsNeeded)}
              </p>
              {p95Ms !== null && <p className="text-small text-muted">{words.latency(p95Ms, latencyLimitMs)}</p>}
            </div>
          )
        })}
      </div>
    </div>
  )
}
