/** One question to IAM's policy simulator. */
export interface PermissionQuestion {
  actions: readonly string[]
  /** ARNs without wildcards, or `*` for actions that have no resource. */
  resources: readonly string[]
  /** Condition key → the value that the calls will have. */
  context: Readonly<Record<string, string>>
}
