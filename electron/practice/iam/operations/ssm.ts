import { textList, textOf } from '../../json-values.ts'
import { arnIn, onAll, tagContext, type Rows } from '../access.ts'

/** Source: Service Authorization Reference, AWS Systems Manager. */
export const ssmRows: Rows = {
  /** On the document and on every instance; only an instance has tags. */
  SendCommand(input, facts) {
    const action = 'ssm:SendCommand'
    const document = textOf(input['DocumentName'])
    // AWS's own documents belong to no account.
    const owner = document.startsWith('AWS-') ? { ...facts, accountId: '' } : facts
    const instances = textList(input['InstanceIds']).map((id) => ({
      action,
      resource: arnIn(facts, 'ec2', `instance/${id}`),
      context: instanceTags(facts.resources('AWS::EC2::Instance'), id),
    }))
    return [{ action, resource: arnIn(owner, 'ssm', `document/${document}`), context: {} }, ...instances]
  },
  GetCommandInvocation: onAll('ssm:GetCommandInvocation'),
  CancelCommand: onAll('ssm:CancelCommand'),
  DescribeInstanceInformation: onAll('ssm:DescribeInstanceInformation'),
  GetParameters: (input, facts) =>
    textList(input['Names']).map((name) => ({
      action: 'ssm:GetParameters',
      resource: arnIn(isPublic(name) ? { ...facts, accountId: '' } : facts, 'ssm', parameterName(name)),
      context: {},
    })),
}

function instanceTags(
  instances: readonly { physicalId: string; tags: Record<string, string> }[],
  id: string,
): Record<string, string | readonly string[]> {
  const tags = instances.find(({ physicalId }) => physicalId === id)?.tags ?? {}
  return { ...tagContext('ssm:resourceTag', tags), ...tagContext('aws:ResourceTag', tags) }
}

const isPublic = (name: string): boolean => name.startsWith('/aws/service/')

const parameterName = (name: string): string => `parameter${name.startsWith('/') ? '' : '/'}${name}`
