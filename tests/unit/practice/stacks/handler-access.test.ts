import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../../electron/practice/world.ts'
import { propertiesOf } from '../../templates/bundled.ts'
import { bundledStacks } from './bundled-stacks.ts'

interface Statement {
  Sid: string
  Effect: string
  Action: string | string[]
}

const statements = (propertiesOf('guard.yaml', 'StackRole')['Policies'] as JsonObject[]).flatMap(
  (policy) => (policy['PolicyDocument'] as unknown as { Statement: Statement[] }).Statement,
)

describe('a stack with a role', () => {
  test('makes and removes everything of an experiment with what the stack role may do', async () => {
    const stacks = bundledStacks()
    expect(await stacks.create()).toEqual([])
    expect(await stacks.remove()).toEqual([])
    expect(stacks.account.live()).toBe(false)
  })

  const denied = /is not authorized to perform: ([\w-]+:\w+)/

  test.each(statements.filter(({ Effect }) => Effect === 'Allow'))(
    'without $Sid fails with the missing action, and is empty once it is there again',
    async ({ Sid, Action }) => {
      const stacks = bundledStacks()
      stacks.faults.missingStatements = [`StackRole/${Sid}`]
      const failures = [...(await stacks.create()), ...(await stacks.remove())]
      const missing = failures.map((line) => denied.exec(line)?.[1]).filter((action) => action !== undefined)
      expect(missing).not.toEqual([])
      const patterns = [Action].flat().map((action) => new RegExp(`^${action.replaceAll('*', '.*')}$`))
      for (const action of missing)
        expect(
          patterns.some((one) => one.test(action)),
          action,
        ).toBe(true)
      stacks.faults.missingStatements = []
      expect(await stacks.remove()).toEqual([])
      expect(stacks.account.live()).toBe(false)
    },
  )
})

describe('the event of a resource that is denied', () => {
  async function eventsWithout(sid: string): Promise<string[]> {
    const stacks = bundledStacks()
    stacks.faults.missingStatements = [`StackRole/${sid}`]
    return stacks.create()
  }

  test('has the words of EC2 and the code of the handler', async () => {
    const [first = ''] = await eventsWithout('Make')
    const said = [
      'base: \\w+ CREATE_FAILED Resource handler returned message: "You are not authorized to perform this ',
      'operation\\. User: arn:aws:sts::123456789012:assumed-role/sluice-dabcdefg-guard-StackRole-\\w+/',
      'AWSCloudFormation is not authorized to perform: ec2:\\w+ on resource: ',
      'arn:aws:ec2:us-west-2:123456789012:[\\w/*-]+ because no identity-based policy allows the ec2:\\w+ ',
      'action \\(Service: Ec2, Status Code: 403, Request ID: [0-9a-f-]+\\) \\(SDK Attempt Count: 1\\)" ',
      '\\(RequestToken: [0-9a-f-]+, HandlerErrorCode: AccessDenied\\)',
    ]
    expect(first).toMatch(new RegExp(`^${said.join('')}$`))
  })

  test('says that a tag is what was denied', async () => {
    const [first = ''] = await eventsWithout('TagWhatItMakes')
    expect(first).toContain('Encountered a permissions error performing a tagging operation')
    expect(first).toContain('HandlerErrorCode: UnauthorizedTaggingOperation')
  })
})
