import { openClients, type Aws } from '../electron/engine/aws/clients.ts'
import { practicePacing } from '../electron/engine/accounts/pacing.ts'
import { connectPractice, type PracticeConnection } from '../electron/practice/connect-practice.ts'
import { practiceServiceName, practiceTargetPrefix } from '../electron/practice/services/practice.ts'
import { signRequest } from '../electron/practice/signature.ts'
import { administrator, nothing } from './prepared-accounts.ts'

/** One of the questions that need the key of the data folder. */
export async function askPractice(
  { endpoint, accessKeyId, secretAccessKey }: PracticeConnection,
  operation: string,
  input: object,
): Promise<Record<string, string>> {
  const headers = {
    host: new URL(endpoint).host,
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `${practiceTargetPrefix}.${operation}`,
  }
  const request = { method: 'POST', target: '/', headers, body: JSON.stringify(input) }
  const { host: _, ...signed } = await signRequest(
    request,
    { accessKeyId, secretAccessKey },
    'local',
    practiceServiceName,
    Date.now(),
  )
  const answer = await fetch(endpoint, { method: 'POST', headers: signed, body: request.body })
  return (await answer.json()) as Record<string, string>
}

/** Does something to the account as somebody else, who may do everything there. */
export async function asSomebodyElse<T>(dataDir: string, work: (aws: Aws) => Promise<T>): Promise<T> {
  const practice = await connectPractice(dataDir, nothing)
  const Policies = administrator.userPolicies['any'] ?? []
  const { AccessKeyId, SecretAccessKey, SessionToken } = await askPractice(practice, 'CallerWithPolicies', {
    Name: 'somebody-else',
    Policies,
  })
  const aws = openClients({
    region: 'us-west-2',
    endpoint: practice.endpoint,
    credentials: {
      accessKeyId: AccessKeyId ?? '',
      secretAccessKey: SecretAccessKey ?? '',
      sessionToken: SessionToken ?? '',
    },
    pacing: practicePacing,
    onClose: () => practice.disconnect(),
  })
  return work(aws).finally(() => aws.close())
}
