import {
  intentLimit,
  type Passage,
  type Removed,
  type Sanitised,
  type Suspicion,
} from '#server/loop/intents/vocabulary.ts'
import { Failure } from '#server/platform/errors.ts'
import { allowedStretches } from './allowed.ts'
import { credentialDetectors } from './credentials.ts'
import { mixedScripts, originOf, withoutHidden } from './hidden.ts'
import { instructionsIn } from './instructions.ts'
import { numberDetectors } from './numbers.ts'
import { peopleDetectors } from './people.ts'
import { type Detector, type Span, withoutOverlaps } from './span.ts'

const detectors: readonly Detector[] = [...credentialDetectors, ...peopleDetectors, ...numberDetectors]

/** Kinds that rest on the shape of a number alone, and so give way to a code we know. */
const byShape: ReadonlySet<string> = new Set(['PHONE', 'CARD', 'IBAN', 'NATIONAL_ID', 'BANK_ACCOUNT', 'SECRET'])

/**
 * Takes personal data and secrets out of an intent, before it is stored, classified or sent anywhere, and says what in it is
 * suspicious. Placeholders are believed only in what was stored, never in what a person types. Line ends become `\n`; characters nobody can see are gone; the rest of the words stay as they are.
 * @throws Failure `invalidInput` when there is nothing to read or too much; `unavailable` when a detector breaks, because
 * an intent that could not be cleaned must not go on.
 */
export function sanitise(raw: string, origin: 'person' | 'store' = 'person'): Sanitised {
  const opened = raw.normalize('NFC').replaceAll(/\r\n?/g, '\n')
  if (opened.length > intentLimit) throw tooLong(opened.length)
  const seen = withoutHidden(opened)
  const text = (origin === 'store' ? seen.text : seen.text.replaceAll('⟦', '[').replaceAll('⟧', ']')).trim()
  if (!/[\p{L}\p{N}]/u.test(text)) throw empty
  const offset = seen.text.length - seen.text.trimStart().length
  const hidden = seen.hidden.map(({ kind, at }) => ({ kind, at: Math.min(Math.max(at - offset, 0), text.length) }))
  try {
    const spans = claims(text)
    const passages = spans.map(({ kind, start, end }): Passage => {
      const typed = { start: start + offset, end: end + offset }
      return { kind, ...originOf(typed, seen.hidden) }
    })
    return { ...cleaned(text, spans, hidden, seen.whispered), passages }
  } catch (fault) {
    throw broken(fault)
  }
}

function cleaned(
  text: string,
  spans: readonly Span[],
  hidden: readonly { kind: Suspicion['kind']; at: number }[],
  whispered: string,
): Omit<Sanitised, 'passages'> {
  const { text: clean, removed, moved } = replaced(text, spans)
  const mixed = mixedScripts(clean)
  const shown: Suspicion[] = [
    ...hidden.map(({ kind, at }) => ({ kind, term: kind, start: moved(at), end: moved(at) })),
    ...instructionsIn(whispered).map(({ kind, term }) => ({ kind, term, start: 0, end: 0 })),
    ...mixed.words.map((word) => ({ kind: 'mixedScript' as const, ...word })),
    ...instructionsIn(mixed.text),
  ]
  return { text: clean, removed, suspicions: shown }
}

function claims(text: string): Span[] {
  const allowed = allowedStretches(text)
  const isKnown = ({ kind, start, end }: Span) =>
    byShape.has(kind) && allowed.some((stretch) => stretch.start <= start && end <= stretch.end)
  return withoutOverlaps(detectors.flatMap((detect) => detect(text)).filter((span) => !isKnown(span)))
}

/** The same value gets the same placeholder, so that the sentence keeps its sense. `moved` translates offsets. */
function replaced(text: string, spans: readonly Span[]) {
  const removed: Removed[] = []
  let clean = ''
  let from = 0
  const shifts: { end: number; by: number }[] = []
  for (const { kind, start, end } of spans) {
    const value = text.slice(start, end)
    let known = removed.find((each) => each.kind === kind && each.value === value)
    if (!known) {
      const ordinal = removed.filter((each) => each.kind === kind).length + 1
      known = { placeholder: `⟦${kind}_${ordinal}⟧`, kind, value }
      removed.push(known)
    }
    clean += text.slice(from, start) + known.placeholder
    from = end
    shifts.push({ end, by: clean.length - end })
  }
  clean += text.slice(from)
  const moved = (at: number) => Math.min(at + (shifts.findLast(({ end }) => end <= at)?.by ?? 0), clean.length)
  return { text: clean, removed, moved }
}

const empty = new Failure(
  'invalidInput',
  'emptyIntent',
  'There is nothing to read. Write what should change, in a sentence or two.',
)

const tooLong = (length: number) =>
  new Failure(
    'invalidInput',
    'intentTooLong',
    `An intent has at most ${intentLimit.toLocaleString('en')} characters; this one has ${length.toLocaleString('en')}. Nothing was stored. Say it shorter, or split it.`,
    { limit: intentLimit, length },
  )

function broken(fault: unknown): Failure {
  return new Failure(
    'unavailable',
    'sanitiserFailed',
    'This text could not be checked for personal data, so it was not stored or sent anywhere. Change the wording and try again.',
    { fault: fault instanceof Error ? fault.name : 'unknown' },
  )
}
