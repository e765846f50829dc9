import { paginateGetRestApis } from '@aws-sdk/client-api-gateway'
import { paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs'
import { paginateDescribeLoadBalancers } from '@aws-sdk/client-elastic-load-balancing'
import {
  paginateListInstanceProfiles,
  paginateListPolicies,
  paginateListRoles,
  paginateListServerCertificates,
} from '@aws-sdk/client-iam'
import { paginateListFunctions } from '@aws-sdk/client-lambda'
import { paginateGetResources } from '@aws-sdk/client-resource-groups-tagging-api'
import { paginateListScheduleGroups } from '@aws-sdk/client-scheduler'
import { applicationLoadBalancers, targetGroups } from './application-load-balancers.ts'
import type { Aws } from './clients.ts'
import { httpApis, vpcLinks } from './http-apis.ts'
import { ec2Questions } from './inventory-ec2.ts'
import type { Question, Traces } from './inventory-question.ts'
import { collect } from './paging.ts'
import { describeStack } from './stacks.ts'

/** What identifies the resources of one deployment. */
interface Marks {
  deploymentId: string
  /** The name of the deployment's load balancer; all other names begin with it and a hyphen. */
  name: string
  /** The IAM path. */
  path: string
  /** Whether a name or id is the deployment's: by its form, or because a stack has listed it. */
  isOwn: (text: string | undefined) => text is string
}

interface Row {
  service: string
  covers: string
  how: (marks: Marks) => string
  ask: (aws: Aws, marks: Marks) => Promise<string[]>
}

const byName = (): string => "by name, and by the stacks' own lists"
const byAll = (): string => "by tag, by name, and by the stacks' own lists"
const byPath = ({ path }: Marks): string => `under ${path}`
const byPrefix = ({ name }: Marks): string => `by names that begin with ${name}-`

const rows: readonly Row[] = [
  {
    service: 'Elastic Load Balancing: classic load balancers',
    covers: 'elasticloadbalancing:loadbalancer',
    how: byName,
    ask: ({ elasticLoadBalancing: client }, { isOwn }) =>
      collect(
        paginateDescribeLoadBalancers({ client }, {}),
        (page) => page.LoadBalancerDescriptions,
        (one) => (isOwn(one.LoadBalancerName) ? one.LoadBalancerName : undefined),
      ),
  },
  {
    service: 'Elastic Load Balancing: application load balancers',
    covers: 'elasticloadbalancing:loadbalancer/app',
    how: byName,
    ask: async (aws, { isOwn }) =>
      (await applicationLoadBalancers(aws))
        .filter((one) => isOwn(one.LoadBalancerName) || isOwn(one.LoadBalancerArn))
        .map(({ LoadBalancerName = '' }) => LoadBalancerName),
  },
  {
    service: 'Elastic Load Balancing: target groups',
    covers: 'elasticloadbalancing:targetgroup',
    how: byName,
    ask: async (aws, { isOwn }) =>
      (await targetGroups(aws))
        .filter((one) => isOwn(one.TargetGroupName) || isOwn(one.TargetGroupArn))
        .map(({ TargetGroupName = '' }) => TargetGroupName),
  },
  {
    service: 'Lambda: functions',
    covers: 'lambda:function',
    how: byName,
    ask: ({ lambda: client }, { isOwn }) =>
      collect(
        paginateListFunctions({ client }, {}),
        (page) => page.Functions,
        (one) => (isOwn(one.FunctionName) ? one.FunctionName : undefined),
      ),
  },
  {
    service: 'API Gateway: REST APIs',
    covers: 'apigateway:restapis',
    how: byAll,
    ask: ({ apiGateway: client }, marks) =>
      collect(
        paginateGetRestApis({ client }, {}),
        (page) => page.items,
        ({ id, name, tags }) => ownOf(marks, id, name, tags)[0],
      ),
  },
  {
    service: 'API Gateway: HTTP APIs',
    covers: 'apigateway:apis',
    how: byAll,
    ask: async (aws, marks) =>
      (await httpApis(aws)).flatMap(({ ApiId, Name, Tags }) => ownOf(marks, ApiId, Name, Tags)),
  },
  {
    service: 'API Gateway: VPC links',
    covers: 'apigateway:vpclinks',
    how: byAll,
    ask: async (aws, marks) =>
      (await vpcLinks(aws)).flatMap(({ VpcLinkId, Name, Tags }) => ownOf(marks, VpcLinkId, Name, Tags)),
  },
  {
    service: 'IAM: roles',
    covers: 'iam:role',
    how: byPath,
    ask: ({ iam: client }, { path }) =>
      collect(
        paginateListRoles({ client }, { PathPrefix: path }),
        (page) => page.Roles,
        (one) => one.RoleName,
      ),
  },
  {
    service: 'IAM: policies',
    covers: 'iam:policy',
    how: byPath,
    ask: ({ iam: client }, { path }) =>
      collect(
        paginateListPolicies({ client }, { PathPrefix: path, Scope: 'Local' }),
        (page) => page.Policies,
        (one) => one.Arn,
      ),
  },
  {
    service: 'IAM: instance profiles',
    covers: 'iam:instance-profile',
    how: byPath,
    ask: ({ iam: client }, { path }) =>
      collect(
        paginateListInstanceProfiles({ client }, { PathPrefix: path }),
        (page) => page.InstanceProfiles,
        (one) => one.InstanceProfileName,
      ),
  },
  {
    service: 'IAM: server certificates',
    covers: 'iam:server-certificate',
    how: byPath,
    ask: ({ iam: client }, { path }) =>
      collect(
        paginateListServerCertificates({ client }, { PathPrefix: path }),
        (page) => page.ServerCertificateMetadataList,
        (one) => one.ServerCertificateName,
      ),
  },
  {
    service: 'CloudWatch Logs: log groups',
    covers: 'logs:log-group',
    how: byPrefix,
    ask: ({ logs: client }, { name }) =>
      collect(
        paginateDescribeLogGroups({ client }, { logGroupNamePrefix: `${name}-` }),
        (page) => page.logGroups,
        (one) => one.logGroupName,
      ),
  },
  {
    service: 'EventBridge Scheduler: groups',
    covers: 'scheduler:schedule-group',
    how: byPrefix,
    ask: ({ scheduler: client }, { name }) =>
      collect(
        paginateListScheduleGroups({ client }, { NamePrefix: `${name}-` }),
        (page) => page.ScheduleGroups,
        (one) => (one.State === 'DELETING' ? undefined : one.Name),
      ),
  },
]

/** The id of what is the deployment's by its tag, its name or its id. */
function ownOf(
  { deploymentId, isOwn }: Marks,
  id: string | undefined,
  name: string | undefined,
  tags: Readonly<Record<string, string>> | undefined,
): string[] {
  const isTheirs = tags?.['sluice:deployment'] === deploymentId || isOwn(name) || isOwn(id)
  return isTheirs ? [id ?? name ?? ''] : []
}

/** Every question of the proof of empty. Each names what is there and should not be. */
export function questionsAbout(traces: Traces): Question[] {
  const { deploymentId, vpcId } = traces
  const marks = marksOf(traces)
  const inventory = rows.map(({ service, covers, how, ask }) => ({
    service,
    covers,
    how: how(marks),
    ask: (aws: Aws) => ask(aws, marks),
  }))
  return [stacksQuestion(traces), ...ec2Questions(deploymentId, vpcId), ...inventory]
}

function marksOf({ deploymentId, resources }: Traces): Marks {
  const name = `sluice-${deploymentId}`
  const listed = new Set(resources)
  return {
    deploymentId,
    name,
    path: `/sluice/${deploymentId}/`,
    isOwn: (text): text is string =>
      text !== undefined && (text === name || text.startsWith(`${name}-`) || listed.has(text)),
  }
}

function stacksQuestion({ stacks, resources }: Traces): Question {
  return {
    service: 'CloudFormation: stacks',
    how: `each of ${stacks.length} by its ARN, with ${resources.length} resources in all`,
    covers: 'cloudformation:stack',
    async ask(aws) {
      const found = await Promise.all(stacks.map((stack) => describeStack(aws, stack)))
      return found.flatMap((stack) =>
        stack === undefined || stack.status === 'DELETE_COMPLETE' ? [] : [`${stack.name} (${stack.status})`],
      )
    },
  }
}

/**
 * The ARN of everything that the tagging API lists for a deployment. It lags behind: it may still list what
 * was deleted a while ago.
 */
export function taggedResources({ tagging }: Aws, deploymentId: string): Promise<string[]> {
  const input = { TagFilters: [{ Key: 'sluice:deployment', Values: [deploymentId] }] }
  return collect(
    paginateGetResources({ client: tagging }, input),
    (page) => page.ResourceTagMappingList,
    (one) => one.ResourceARN,
  )
}
