import * as z from 'zod/mini'
import { type Act, governed } from '#server/governed.ts'
import { actorReference } from '#server/identity/index.ts'
import { type Change, loadChange, moveChange } from '#server/loop/change/index.ts'
import { digestOf } from '#server/platform/digest.ts'
import { conflict, Failure } from '#server/platform/errors.ts'
import { ensure } from '#server/platform/guard.ts'
import { begin, commandLimit, countsOf, differences, isError, mayRevise, perform, problems } from './edit/index.ts'
import { Command } from './edit/schemas.ts'
import { designEntry } from './entry.ts'
import { DesignSpec } from './schemas.ts'
import { type Design, insertOptions, latestRevision, markChosen } from './store.ts'

export const ReviseDesign = z.object({
  changeId: z.string(),
  designId: z.string(),
  /** sha256 of the option the person started from, hexadecimal. */
  startedFrom: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  commands: z.array(Command).check(z.minLength(1, 'There is nothing to save.'), z.maxLength(commandLimit)),
})

/**
 * While a design is under review, a person's edits of one option make a new revision, with the other options carried over.
 * The edited one is put to the reviewers anew, and whoever edited it is an author from then on.
 * @throws Failure `conflict` when the option moved meanwhile; `refused` when an edit does not fit or leaves an error.
 */
export const reviseDesign = governed('design.revise', ReviseDesign, async (act, { changeId, ...input }) => {
  const change = await loadChange(act.tx, changeId)
  ensure(mayRevise(change))
  const options = await latestRevision(act.tx, changeId)
  const started = options.find(({ id, digest }) => id === input.designId && digest === input.startedFrom)
  if (!started) throw conflict('The design')

  const before = DesignSpec.parse(started.spec)
  const after = edited(before, input.commands)
  const person = actorReference(act.actor)
  await becomeAuthor(act, change, person)
  const revised = await insertOptions(
    act.tx,
    changeId,
    options.map((option) =>
      option === started ? { spec: after, digest: digestOf(after), author: person } : carriedOver(option),
    ),
  )
  const saved = revised.find(({ option }) => option === started.option)
  if (!saved) throw conflict('The design')
  await markChosen(act.tx, saved, person)
  await act.emit('change.designReview', { changeId })

  const { revision, option, digest } = saved
  return {
    result: { designId: saved.id, revision, option, digest },
    entry: designEntry(change, 'edited', revised, saved, [started]),
    seen: { revision, option: option + 1, ...countsOf(differences(before, after)) },
  }
})

function edited(before: DesignSpec, commands: readonly Command[]): DesignSpec {
  const performed = perform(begin(before), commands)
  if (!performed.allowed) throw new Failure('refused', performed.reason, performed.sentence)
  const { spec } = performed.history
  const [first] = problems(spec).filter(isError)
  if (first) throw new Failure('refused', 'problems', first.sentence)
  if (differences(before, spec).length === 0) throw new Failure('refused', 'nothingChanged', nothingChanged)
  return spec
}

const nothingChanged = 'These edits leave the design as it was, so there is nothing to save.'

/** It moves the change, too, so that of two people who save at once the second is told. */
async function becomeAuthor(act: Act, change: Change, person: string): Promise<void> {
  await moveChange(act.tx, change, { authors: [...new Set([...change.authors, person])] })
}

function carriedOver({ spec, digest, author }: Design) {
  return { spec: DesignSpec.parse(spec), digest, author }
}
