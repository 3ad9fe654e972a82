import { toHex } from './bytes.ts'
import { type CosignerKey, formatCosignerKey, parseCosignerKey } from './cosignature.ts'
import { formatVerifierKey, type NoteKey, parseVerifierKey } from './note.ts'

/** C2SP tlog-policy: which logs, which witnesses, and how many of them must have countersigned. */

export interface PolicyWitness {
  /** Means something inside the policy only. */
  name: string
  key: CosignerKey
  url: string | null
}

/** Witnesses a checkpoint when at least `needed` of its members do: witnesses or groups before it. */
export interface PolicyGroup {
  name: string
  needed: number
  members: readonly string[]
}

export interface WitnessPolicy {
  logs: readonly NoteKey[]
  witnesses: readonly PolicyWitness[]
  groups: readonly PolicyGroup[]
  /** A witness or group; `none` asks for nobody. */
  quorum: string
}

export class PolicyError extends Error {
  override readonly name = 'PolicyError'
}

/** The specification asks for at least 32 of each. */
const most = 64

/** @throws PolicyError naming the line; NoteError for a key that is none. */
export function parsePolicy(text: string): WitnessPolicy {
  if (/[^\t\n\u0020-\u007e\u0080-\uffff]/.test(text) || !text.endsWith('\n')) throw new PolicyError('not a policy')
  const policy: Draft = { logs: [], witnesses: [], groups: [], quorum: null, names: new Set(), used: new Set() }
  for (const line of text.split('\n')) {
    const [word = '', ...rest] = line.split(/[ \t]+/).filter((part) => part !== '')
    if (word !== '' && !word.startsWith('#')) readLine(policy, word, rest)
  }
  const { logs, witnesses, groups, quorum } = policy
  if (quorum === null) throw new PolicyError('the policy has no quorum line')
  if ([logs, witnesses, groups].some(({ length }) => length > most))
    throw new PolicyError(`more than ${most} of a kind`)
  return { logs, witnesses, groups, quorum }
}

interface Draft {
  logs: NoteKey[]
  witnesses: PolicyWitness[]
  groups: PolicyGroup[]
  quorum: string | null
  names: Set<string>
  /** Members of some group: nobody counts twice. */
  used: Set<string>
}

function readLine(policy: Draft, word: string, [first = '', ...rest]: readonly string[]): void {
  if (word === 'log' && rest.length < 2) return addLog(policy, parseVerifierKey(first))
  if (word === 'witness' && (rest.length === 1 || rest.length === 2)) {
    return addWitness(policy, { name: first, key: parseCosignerKey(rest[0] as string), url: rest[1] ?? null })
  }
  if (word === 'group' && rest.length >= 2) return addGroup(policy, first, rest)
  if (word === 'quorum' && rest.length === 0 && policy.quorum === null) {
    if (first !== 'none' && !policy.names.has(first))
      throw new PolicyError(`the quorum ${first} is not defined before it`)
    policy.quorum = first
    return
  }
  throw new PolicyError(`not a line of a policy: ${word}`)
}

function addLog({ logs }: Draft, key: NoteKey): void {
  if (logs.some(({ publicKey }) => sameKey(publicKey, key.publicKey))) throw new PolicyError('a log is listed twice')
  logs.push(key)
}

function addWitness(policy: Draft, witness: PolicyWitness): void {
  const twice = policy.witnesses.some(({ key }) => sameKey(key.publicKey, witness.key.publicKey))
  if (twice) throw new PolicyError('a witness is listed twice')
  define(policy, witness.name)
  policy.witnesses.push(witness)
}

function addGroup(policy: Draft, name: string, [threshold = '', ...members]: readonly string[]): void {
  const needed = threshold === 'any' ? 1 : threshold === 'all' ? members.length : decimal(threshold)
  if (needed < 1 || needed > members.length) throw new PolicyError(`group ${name} cannot need ${threshold}`)
  for (const member of members) {
    if (!policy.names.has(member)) throw new PolicyError(`${member} is not defined before group ${name}`)
    if (policy.used.has(member)) throw new PolicyError(`${member} is a member twice`)
    policy.used.add(member)
  }
  define(policy, name)
  policy.groups.push({ name, needed, members })
}

function define({ names }: Draft, name: string): void {
  if (name === 'none' || names.has(name)) throw new PolicyError(`the name ${name} is taken`)
  names.add(name)
}

const decimal = (text: string) => (/^[1-9][0-9]{0,3}$/.test(text) ? Number(text) : 0)
const sameKey = (a: Uint8Array, b: Uint8Array) => toHex(a) === toHex(b)

/** Whether these witnesses, by their names in the policy, are enough. */
export function quorumHolds({ groups, quorum }: WitnessPolicy, cosigned: ReadonlySet<string>): boolean {
  const holding = new Set(cosigned)
  for (const { name, needed, members } of groups) {
    if (members.filter((member) => holding.has(member)).length >= needed) holding.add(name)
  }
  return quorum === 'none' || holding.has(quorum)
}

/** A policy with one group that asks for `needed` of all witnesses; with no witness it asks for nobody. */
export function formatPolicy(of: { log: NoteKey; witnesses: readonly PolicyWitness[]; needed: number }): string {
  const { log, witnesses, needed } = of
  const lines = [`log ${formatVerifierKey(log)}`]
  for (const { name, key, url } of witnesses)
    lines.push(`witness ${name} ${formatCosignerKey(key)} ${url ?? ''}`.trim())
  if (witnesses.length === 0) return `${[...lines, 'quorum none'].join('\n')}\n`
  const members = witnesses.map(({ name }) => name).join(' ')
  return `${[...lines, `group enough ${needed} ${members}`, 'quorum enough'].join('\n')}\n`
}
