import {
  type CosignerKey,
  equalBytes,
  type Note,
  type NoteSignature,
  type PolicyWitness,
  parseNote,
  quorumHolds,
  type VerifyMlDsa,
  verifyCosignature,
  type WitnessPolicy,
} from '../format/index.ts'
import { type TrustedKeys, VerificationFailed } from './entry.ts'
import { isLocal } from './local.ts'

/** What the lines below a head amount to. */
export interface Witnessing {
  /** Names of the witnesses whose cosignature holds. */
  held: readonly string[]
  /** How many the log's policy lists; 0 when it names none. */
  listed: number
  /** Whether those that hold are enough, and whether one of them runs elsewhere than the log. */
  grade: 'none' | 'local' | 'outside'
  /** Cosigners whose line this program cannot check. */
  unchecked: readonly string[]
  /** Whether the log's own post-quantum key signed the head too. */
  postQuantum: 'none' | 'held' | 'unchecked'
}

const nothing: Witnessing = { held: [], listed: 0, grade: 'none', unchecked: [], postQuantum: 'none' }

/**
 * Checks the cosignatures below a head by the newest policy that they fulfil, or else by the newest. Lines of keys that are not
 * trusted say nothing and are ignored. @throws VerificationFailed for a line of a known key that does not hold
 */
export async function witnessingOf(note: string, keys: TrustedKeys, verifyMlDsa: VerifyMlDsa): Promise<Witnessing> {
  const judged = await byEachPolicy(note, keys, verifyMlDsa)
  const best = judged.find(({ grade }) => grade !== 'none') ?? judged[0] ?? nothing
  const own = await linesOf(parseNote(note), keys.cosigners, verifyMlDsa)
  const postQuantum = own.held.length > 0 ? 'held' : own.unchecked.length > 0 ? 'unchecked' : 'none'
  return { ...best, unchecked: [...best.unchecked, ...own.unchecked.map(({ name }) => name)], postQuantum }
}

/** Newest policy first: one of them was in force when the head was countersigned. @throws VerificationFailed */
export async function byEachPolicy(note: string, keys: TrustedKeys, verifyMlDsa: VerifyMlDsa): Promise<Witnessing[]> {
  const read = parseNote(note)
  return await Promise.all(keys.policies.map((policy) => judge(read, policy, verifyMlDsa)))
}

async function judge(note: Note, policy: WitnessPolicy, verifyMlDsa: VerifyMlDsa): Promise<Witnessing> {
  const { held, unchecked } = await linesOf(
    note,
    policy.witnesses.map(({ key }) => key),
    verifyMlDsa,
  )
  const witnesses = policy.witnesses.filter(({ key }) => held.includes(key))
  return {
    held: witnesses.map(({ name }) => name),
    listed: policy.witnesses.length,
    grade: gradeOf(policy, witnesses),
    unchecked: unchecked.map(({ name }) => name),
    postQuantum: 'none',
  }
}

function gradeOf(policy: WitnessPolicy, held: readonly PolicyWitness[]): Witnessing['grade'] {
  if (held.length === 0 || !quorumHolds(policy, new Set(held.map(({ name }) => name)))) return 'none'
  return held.some(({ url }) => !isLocal(url)) ? 'outside' : 'local'
}

async function linesOf(note: Note, known: readonly CosignerKey[], verifyMlDsa: VerifyMlDsa) {
  const [held, unchecked]: [CosignerKey[], CosignerKey[]] = [[], []]
  for (const key of known) {
    const line = note.signatures.find((each) => isOf(each, key))
    if (line === undefined || held.includes(key)) continue
    const holds = await verifyCosignature(key, line, note.text, verifyMlDsa)
    if (holds === false) throw new VerificationFailed(`the cosignature of ${key.name} does not verify`)
    if (holds === null) unchecked.push(key)
    else held.push(key)
  }
  return { held, unchecked }
}

const isOf = (line: NoteSignature, { name, id }: CosignerKey) => line.name === name && equalBytes(line.id, id)
