import { expect, test } from 'vitest'
import { recordResourceTypes } from '../../../../electron/practice/resources/record-types.ts'
import { makeCertificate } from '../../../../electron/engine/deployments/listener-certificate.ts'
import { testAccount } from '../stacks/test-account.ts'

const capable = { Capabilities: ['CAPABILITY_NAMED_IAM'] }
const trust =
  "{Statement: [{Effect: Allow, Principal: {Service: a.amazonaws.com}, Action: 'sts:AssumeRole'}]}"
/** In the order in which each would find the name taken by those before it, if names were everybody's. */
const types = {
  Group: 'AWS::Logs::LogGroup, Properties: {LogGroupName: same}',
  Schedules: 'AWS::Scheduler::ScheduleGroup, DependsOn: Group, Properties: {Name: same}',
  Certificate: `AWS::IAM::ServerCertificate, DependsOn: Schedules, Properties:
      {ServerCertificateName: same, CertificateBody: !Ref Body, PrivateKey: !Ref Key}`,
  Role: `AWS::IAM::Role, DependsOn: Certificate, Properties:
      {RoleName: same, AssumeRolePolicyDocument: ${trust}}`,
  Profile: `AWS::IAM::InstanceProfile, DependsOn: Role, Properties:
      {InstanceProfileName: same, Roles: [!Ref Role]}`,
}
const template = `
Parameters: {Body: {Type: String}, Key: {Type: String, NoEcho: true}}
Resources:
${Object.entries(types)
  .map(([id, text]) => `  ${id}: {Type: ${text}}`)
  .join('\n')}
`

test('resources of several types may have one name, and each is found by its own', async () => {
  const account = testAccount(recordResourceTypes)
  const { CertificateBody, CertificatePrivateKey } = await makeCertificate('d1')
  const Parameters = Object.entries({ Body: CertificateBody, Key: CertificatePrivateKey }).map(
    ([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }),
  )
  await account.make(template, { ...capable, Parameters })
  expect((await account.shown('s')).StackStatus).toBe('CREATE_COMPLETE')
  for (const { type, physicalId } of account.resources())
    expect([physicalId, account.resource(physicalId, type)?.type]).toEqual(['same', type])
  // Of one type there is one.
  await account.make(template, { ...capable, Parameters, StackName: 'other' })
  const events = (await account.events('other')).filter((event) => event.includes('CREATE_FAILED'))
  expect(events.join('\n')).toContain('already exists')
})
