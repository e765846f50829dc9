/** Why a policy cannot be evaluated here. */
type PolicyProblem = 'malformed' | 'unknown-operator' | 'unknown-key' | 'policy-variable'

/**
 * A policy that the practice account does not understand. It is never passed over: a Deny that is skipped
 * would allow what AWS denies.
 */
export class PolicyError extends Error {
  override readonly name = 'PolicyError'
  readonly code: PolicyProblem
  readonly details: { statement: string; text: string }
  constructor(code: PolicyProblem, details: { statement: string; text: string }) {
    super(`The practice account cannot evaluate statement ${details.statement}: ${code}, ${details.text}`)
    this.code = code
    this.details = details
  }
}
