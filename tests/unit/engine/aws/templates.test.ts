import { expect, test } from 'vitest'
import type { Aws } from '../../../../electron/engine/aws/clients.ts'
import { templateMistake } from '../../../../electron/engine/aws/templates.ts'

function answering(error?: { name: string; message: string }): Aws {
  const send = async (): Promise<object> => {
    if (error !== undefined) throw Object.assign(new Error(error.message), error)
    return {}
  }
  return { cloudformation: { send } } as unknown as Aws
}

test('a template without a mistake', async () => {
  expect(await templateMistake(answering(), '')).toBeNull()
})

test('a mistake is told in the words of CloudFormation', async () => {
  const error = { name: 'ValidationError', message: 'Unresolved resource dependencies [A]' }
  expect(await templateMistake(answering(error), '')).toBe(error.message)
})

test('a call that fails is no mistake in the template', async () => {
  const error = { name: 'ExpiredToken', message: 'The token is expired.' }
  await expect(templateMistake(answering(error), '')).rejects.toMatchObject({ code: 'credentials' })
})
