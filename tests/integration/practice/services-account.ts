import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { APIGatewayClient } from '@aws-sdk/client-api-gateway'
import { ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2'
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { EC2Client } from '@aws-sdk/client-ec2'
import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing'
import { IAMClient } from '@aws-sdk/client-iam'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api'
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas'
import { STSClient } from '@aws-sdk/client-sts'
import { createAccount } from '../../../electron/practice/account.ts'
import { lookupInFile } from '../../../electron/practice/address-book.ts'
import { usualPace } from '../../../electron/practice/pace.ts'
import type { JsonObject } from '../../../electron/practice/world.ts'
import { administrator, prepareFolder } from '../../prepared-accounts.ts'

const region = 'us-west-2'

/** A practice account in this process, at a quick pace, and one client per service. */
export async function openServicesAccount(policies = administrator) {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-services-'))
  const pace = {
    ...usualPace,
    recordMs: 5,
    roleReadyMs: 0,
    instanceBootMs: 20,
    inServiceMs: 20,
    stageReadyMs: 20,
    interfaceLingerMs: 50,
    createVpcLinkMs: 20,
    deleteVpcLinkMs: 20,
    vpcLinkReadyMs: 50,
  }
  prepareFolder(folder, policies)
  const account = await createAccount({ folder, version: 'test', log: () => undefined, pace })
  const config = {
    region,
    endpoint: `http://127.0.0.1:${account.port}`,
    credentials: account.key,
    maxAttempts: 1,
    ignoreConfiguredEndpointUrls: true,
  }
  const clients = {
    apiGateway: new APIGatewayClient(config),
    apiGatewayV2: new ApiGatewayV2Client(config),
    cloudformation: new CloudFormationClient(config),
    ec2: new EC2Client(config),
    elsewhere: new EC2Client({ ...config, region: 'eu-west-1' }),
    elasticLoadBalancing: new ElasticLoadBalancingClient(config),
    iam: new IAMClient(config),
    lambda: new LambdaClient(config),
    logs: new CloudWatchLogsClient(config),
    quotas: new ServiceQuotasClient(config),
    sts: new STSClient(config),
    tagging: new ResourceGroupsTaggingAPIClient(config),
  }

  /**
   * Waits for the end of a stack's operation and answers the physical ids of its resources by their logical
   * ids.
   */
  async function settled(stack: string, status: string): Promise<Record<string, string>> {
    for (;;) {
      const { Stacks } = await clients.cloudformation.send(new DescribeStacksCommand({ StackName: stack }))
      const shown = Stacks?.[0]?.StackStatus ?? ''
      if (!shown.endsWith('_IN_PROGRESS')) {
        const { StackResourceSummaries = [] } = await clients.cloudformation.send(
          new ListStackResourcesCommand({ StackName: stack }),
        )
        const failed = StackResourceSummaries.flatMap(({ LogicalResourceId, ResourceStatusReason }) =>
          ResourceStatusReason === undefined ? [] : [`${LogicalResourceId}: ${ResourceStatusReason}`],
        )
        if (shown !== status) throw new Error(`${stack} is ${shown}: ${failed.join('; ')}`)
        return Object.fromEntries(
          StackResourceSummaries.map(({ LogicalResourceId, PhysicalResourceId }) => [
            LogicalResourceId ?? '',
            PhysicalResourceId ?? '',
          ]),
        )
      }
      await sleep(150)
    }
  }

  return {
    ...clients,
    config,
    setFaults: (faults: JsonObject) => writeFileSync(join(folder, 'faults.json'), JSON.stringify(faults)),
    /** The loopback port behind an address; undefined while nothing listens there. */
    portOf: (network: string, host: string, port: number) =>
      lookupInFile(join(folder, 'addresses.txt'), network, host, port),
    async makeStack(
      name: string,
      template: string,
      parameters: Record<string, string> = {},
    ): Promise<{ id: string; resources: Record<string, string> }> {
      const Tags = [{ Key: 'sluice:deployment', Value: 't' }]
      const { StackId = '' } = await clients.cloudformation.send(
        new CreateStackCommand({
          StackName: name,
          TemplateBody: template,
          Capabilities: ['CAPABILITY_IAM'],
          Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
            ParameterKey,
            ParameterValue,
          })),
          Tags,
        }),
      )
      return { id: StackId, resources: await settled(StackId, 'CREATE_COMPLETE') }
    },
    async removeStack(id: string): Promise<void> {
      await clients.cloudformation.send(new DeleteStackCommand({ StackName: id }))
      await settled(id, 'DELETE_COMPLETE')
    },
    async close(): Promise<void> {
      for (const client of Object.values(clients)) client.destroy()
      await account.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type ServicesAccount = Awaited<ReturnType<typeof openServicesAccount>>
