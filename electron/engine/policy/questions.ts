import { partitionOf } from '../../../shared/partition.ts'
import type { PermissionQuestion } from '../../../shared/permission-question.ts'
import type { Policy } from './policies.ts'
import { globalArnIn, type Place, type Statement } from './statement.ts'

/**
 * A policy as questions, one a statement, and one for each value that its condition lists: a call has one of
 * them. Wildcards become the id of the deployment, since the names that it creates hold it. What is asked of
 * IAM is a question of its own: its calls are for another Region.
 */
export function questionsOf(
  { Statement }: Policy,
  { deploymentId, region }: { deploymentId: string; region: string },
): PermissionQuestion[] {
  return Statement.flatMap(({ Action, Resource, Condition }) => {
    const resources = [Resource].flat().map((arn) => (arn === '*' ? arn : filled(arn, deploymentId)))
    const regions = Object.entries(Object.groupBy(Action, (action) => regionOf(action, region)))
    return regions.flatMap(([requested, actions = []]) =>
      contextsOf(Condition).map((context) => ({
        actions,
        resources,
        context: {
          'aws:RequestedRegion': requested,
          ...mapped(context, (value) => filled(value, deploymentId)),
        },
      })),
    )
  })
}

/**
 * The questions of an account without the boundary that the printed policy demands: then roles are created
 * without it, and the guard stack makes a boundary of its own.
 */
export function withoutBoundary(
  questions: readonly PermissionQuestion[],
  place: Place,
  deploymentId: string,
): PermissionQuestion[] {
  const bare = questions.map(({ context, ...question }) => {
    const { 'iam:PermissionsBoundary': _, ...rest } = context
    return { ...question, context: rest }
  })
  const own = {
    actions: ['iam:CreatePolicy', 'iam:DeletePolicy', 'iam:GetPolicy', 'iam:GetPolicyVersion'],
    resources: [globalArnIn(place, 'iam', `policy/sluice/${deploymentId}/guard/${deploymentId}`)],
    context: {},
  }
  return [...bare, own]
}

/** The Region that a request for an action is for. IAM answers in one of each partition. */
function regionOf(action: string, region: string): string {
  return action.startsWith('iam:') ? partitionOf(region).iamRegion : region
}

function contextsOf(condition: Statement['Condition'] = {}): Record<string, string>[] {
  const values = Object.values(condition).flatMap((tests) => Object.entries(tests))
  return values.reduce<Record<string, string>[]>(
    (contexts, [key, expected]) =>
      contexts.flatMap((context) => [expected].flat().map((value) => ({ ...context, [key]: value }))),
    [{}],
  )
}

function filled(pattern: string, deploymentId: string): string {
  return pattern.replaceAll('*', deploymentId)
}

function mapped(
  values: Readonly<Record<string, string>>,
  change: (value: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]))
}
