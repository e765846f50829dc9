import { ValidateTemplateCommand } from '@aws-sdk/client-cloudformation'
import type { Aws } from './clients.ts'

/** Has CloudFormation check a template. @throws CloudFormation's own error when it finds a mistake */
export async function validateTemplate({ cloudformation }: Aws, body: string): Promise<void> {
  await cloudformation.send(new ValidateTemplateCommand({ TemplateBody: body }))
}
