import { ValidateTemplateCommand } from '@aws-sdk/client-cloudformation'
import { isTemplateMistake, toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'

/**
 * Has CloudFormation check a template.
 * @returns CloudFormation's sentence about a mistake in it, or null
 * @throws AppError when it could not be checked
 */
export async function templateMistake({ cloudformation }: Aws, body: string): Promise<string | null> {
  try {
    await cloudformation.send(new ValidateTemplateCommand({ TemplateBody: body }))
    return null
  } catch (thrown) {
    if (isTemplateMistake(thrown)) return thrown.message
    throw toAppError(thrown, 'check a template')
  }
}
