/** Why the policy was not asked, or gave no answer. Never an allow. */
export const policyRefusals = {
  input: 'The facts are not complete, so the policy was not asked.',
  otherPolicy: 'The facts were gathered for another policy than the active one.',
  unknownEntrypoint: 'The policy answers no such question.',
  noAnswer: 'The policy gave no answer that can be read.',
  damaged: 'The policy on disk is not the one its manifest names. Run bin/dominion policy verify.',
  hostFunctions: 'The policy asks for functions outside itself, which would let a host change its decisions.',
} as const
export type PolicyRefusalReason = keyof typeof policyRefusals

export class PolicyRefusal extends Error {
  override readonly name = 'PolicyRefusal'
  readonly reason: PolicyRefusalReason
  /** What exactly, one line each. */
  readonly problems: readonly string[]

  constructor(reason: PolicyRefusalReason, problems: readonly string[]) {
    super(`${policyRefusals[reason]} (${problems.slice(0, 5).join('; ')})`)
    this.reason = reason
    this.problems = problems
  }
}
