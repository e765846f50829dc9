import { paginateGetRestApis } from '@aws-sdk/client-api-gateway'
import { paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs'
import { paginateDescribeLoadBalancers } from '@aws-sdk/client-elastic-load-balancing'
import { paginateListInstanceProfiles, paginateListPolicies, paginateListRoles } from '@aws-sdk/client-iam'
import { paginateListFunctions } from '@aws-sdk/client-lambda'
import { paginateGetResources } from '@aws-sdk/client-resource-groups-tagging-api'
import { paginateListScheduleGroups } from '@aws-sdk/client-scheduler'
import type { Aws } from './clients.ts'
import { ec2Questions } from './inventory-ec2.ts'
import type { Question, Traces } from './inventory-question.ts'
import { collect } from './paging.ts'
import { describeStack } from './stacks.ts'

/** Every question of the proof of empty. Each names what is there and should not be. */
export function questionsAbout({ deploymentId, vpcId, stacks, resources }: Traces): Question[] {
  const name = `sluice-${deploymentId}`
  const path = `/sluice/${deploymentId}/`
  const made = new Set(resources)
  /** By its name, or since a stack listed it: what AWS names has no name of ours. */
  const own = (text: string | undefined): text is string =>
    text !== undefined && (text === name || text.startsWith(`${name}-`) || made.has(text))
  const byName = "by its name, and by the stacks' own lists"
  return [
    {
      service: 'CloudFormation: stacks',
      how: `each of ${stacks.length} by its ARN, with ${resources.length} resources in all`,
      covers: 'cloudformation:stack',
      ask: async (aws) => {
        const found = await Promise.all(stacks.map((stack) => describeStack(aws, stack)))
        return found.flatMap((stack) =>
          stack === undefined || stack.status === 'DELETE_COMPLETE'
            ? []
            : [`${stack.name} (${stack.status})`],
        )
      },
    },
    ...ec2Questions(deploymentId, vpcId),
    {
      service: 'Elastic Load Balancing',
      how: byName,
      covers: 'elasticloadbalancing:loadbalancer',
      ask: ({ elasticLoadBalancing: client }) =>
        collect(
          paginateDescribeLoadBalancers({ client }, {}),
          (page) => page.LoadBalancerDescriptions,
          (one) => (own(one.LoadBalancerName) ? one.LoadBalancerName : undefined),
        ),
    },
    {
      service: 'Lambda: functions',
      how: byName,
      covers: 'lambda:function',
      ask: ({ lambda }) =>
        collect(
          paginateListFunctions({ client: lambda }, {}),
          (page) => page.Functions,
          (one) => (own(one.FunctionName) ? one.FunctionName : undefined),
        ),
    },
    {
      service: 'API Gateway: REST APIs',
      how: "by the tag, the name, and the stacks' own lists",
      covers: 'apigateway:restapis',
      ask: ({ apiGateway }) =>
        collect(
          paginateGetRestApis({ client: apiGateway }, {}),
          (page) => page.items,
          (one) =>
            one.tags?.['sluice:deployment'] === deploymentId || own(one.name) || own(one.id)
              ? (one.id ?? one.name)
              : undefined,
        ),
    },
    {
      service: 'IAM: roles',
      how: `under ${path}`,
      covers: 'iam:role',
      ask: ({ iam }) =>
        collect(
          paginateListRoles({ client: iam }, { PathPrefix: path }),
          (page) => page.Roles,
          (one) => one.RoleName,
        ),
    },
    {
      service: 'IAM: policies',
      how: `under ${path}`,
      covers: 'iam:policy',
      ask: ({ iam }) =>
        collect(
          paginateListPolicies({ client: iam }, { PathPrefix: path, Scope: 'Local' }),
          (page) => page.Policies,
          (one) => one.Arn,
        ),
    },
    {
      service: 'IAM: instance profiles',
      how: `under ${path}`,
      covers: 'iam:instance-profile',
      ask: ({ iam }) =>
        collect(
          paginateListInstanceProfiles({ client: iam }, { PathPrefix: path }),
          (page) => page.InstanceProfiles,
          (one) => one.InstanceProfileName,
        ),
    },
    {
      service: 'CloudWatch Logs: log groups',
      how: `by names that begin with ${name}-`,
      covers: 'logs:log-group',
      ask: ({ logs }) =>
        collect(
          paginateDescribeLogGroups({ client: logs }, { logGroupNamePrefix: `${name}-` }),
          (page) => page.logGroups,
          (one) => one.logGroupName,
        ),
    },
    {
      service: 'EventBridge Scheduler: groups',
      how: `by names that begin with ${name}-`,
      covers: 'scheduler:schedule-group',
      ask: ({ scheduler }) =>
        collect(
          paginateListScheduleGroups({ client: scheduler }, { NamePrefix: `${name}-` }),
          (page) => page.ScheduleGroups,
          (one) => (one.State === 'DELETING' ? undefined : one.Name),
        ),
    },
  ]
}

/**
 * The ARN of everything that the tagging API lists for a deployment. It lags behind: what is gone may still
 * be listed for a while.
 */
export function taggedResources({ tagging }: Aws, deploymentId: string): Promise<string[]> {
  const input = { TagFilters: [{ Key: 'sluice:deployment', Values: [deploymentId] }] }
  return collect(
    paginateGetResources({ client: tagging }, input),
    (page) => page.ResourceTagMappingList,
    (one) => one.ResourceARN,
  )
}
