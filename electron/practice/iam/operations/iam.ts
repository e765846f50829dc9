import { textOf } from '../../json-values.ts'
import { textAt } from '../../resources/properties.ts'
import { arnIn, onAll, type Rows } from '../access.ts'
import { linkedRolePaths } from '../iam-targets.ts'

/** Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS IAM". */
export const iamRows: Rows = {
  GetAccountSummary: onAll('iam:GetAccountSummary'),
  ListAccountAliases: onAll('iam:ListAccountAliases'),
  ListInstanceProfiles: onAll('iam:ListInstanceProfiles'),
  ListPolicies: onAll('iam:ListPolicies'),
  ListRoles: onAll('iam:ListRoles'),
  ListServerCertificates: onAll('iam:ListServerCertificates'),
  GetRole(input, facts) {
    const name = textOf(input['RoleName'])
    const role = facts.resources('AWS::IAM::Role').find(({ physicalId }) => physicalId === name)
    const path = linkedRolePaths.get(name) ?? ''
    const unknown = arnIn({ ...facts, region: '' }, 'iam', `role/${path}${name}`)
    const resource = role === undefined ? unknown : textAt(role.attributes, 'Arn')
    return [{ action: 'iam:GetRole', resource, context: {} }]
  },
  SimulatePrincipalPolicy: (input) => [
    {
      action: 'iam:SimulatePrincipalPolicy',
      resource: textOf(input['PolicySourceArn']) || '*',
      context: {},
    },
  ],
}
