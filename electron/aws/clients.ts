import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { EC2Client } from '@aws-sdk/client-ec2'
import { SSMClient } from '@aws-sdk/client-ssm'
import { STSClient } from '@aws-sdk/client-sts'

/** How to reach an account: for the practice account with its address on loopback, for AWS without. */
export interface Connection {
  region: string
  endpoint?: string
  credentials: { accessKeyId: string; secretAccessKey: string }
  /** How often to ask about something that is going on, in milliseconds. */
  pollMs: number
}

export interface Aws {
  region: string
  pollMs: number
  cloudformation: CloudFormationClient
  ec2: EC2Client
  ssm: SSMClient
  sts: STSClient
  close(): void
}

/**
 * One client per service. Endpoint, credentials and Region are always explicit: one process drives the practice account and real ones, and a
 * person's own AWS_ENDPOINT_URL must not redirect either.
 */
export function openClients(connection: Connection): Aws {
  const { region, endpoint, credentials, pollMs } = connection
  const config = {
    region,
    credentials,
    ...(endpoint === undefined ? {} : { endpoint }),
    ignoreConfiguredEndpointUrls: true,
    retryMode: 'adaptive',
    maxAttempts: 8,
  }
  const clients = {
    cloudformation: new CloudFormationClient(config),
    ec2: new EC2Client(config),
    ssm: new SSMClient(config),
    sts: new STSClient(config),
  }
  return {
    region,
    pollMs,
    ...clients,
    close() {
      for (const client of Object.values(clients)) client.destroy()
    },
  }
}
