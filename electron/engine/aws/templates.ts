import { paginateListStacks, ValidateTemplateCommand } from '@aws-sdk/client-cloudformation'
import { toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'

/** CloudFormation's own look at a template. @throws with its words when it finds a mistake */
export async function validateTemplate({ cloudformation }: Aws, body: string): Promise<void> {
  await cloudformation.send(new ValidateTemplateCommand({ TemplateBody: body }))
}

/** A stack of Sluice that is there, by its name `sluice-<deployment>-<what>`. */
export interface LiveStack {
  deploymentId: string
  name: string
  arn: string
  status: string
  createdAtMs: number
}

/** Every stack of Sluice in this Region that has not been deleted, whoever made it. */
export async function liveStacks({ cloudformation, region }: Aws): Promise<LiveStack[]> {
  const found: LiveStack[] = []
  try {
    for await (const { StackSummaries = [] } of paginateListStacks({ client: cloudformation }, {})) {
      for (const { StackName = '', StackId = '', StackStatus = '', CreationTime } of StackSummaries) {
        const deploymentId = /^sluice-([a-z0-9]+)-/.exec(StackName)?.[1]
        if (deploymentId === undefined || StackStatus === 'DELETE_COMPLETE') continue
        found.push({
          deploymentId,
          name: StackName,
          arn: StackId,
          status: StackStatus,
          createdAtMs: CreationTime?.getTime() ?? 0,
        })
      }
    }
  } catch (thrown) {
    throw toAppError(thrown, `list the stacks in ${region}`)
  }
  return found
}
