import { z } from 'zod'
import { parseProperties, propertyList, tagList, wholeNumber } from '../properties.ts'
import type { ResourceType } from '../../world.ts'
import { ResourceError } from '../../world.ts'
import { newName } from '../names.ts'
import { recordPause } from '../record-steps.ts'

const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]

const logGroupSchema = z.strictObject({
  LogGroupName: z
    .string()
    .max(512)
    .regex(/^[.\-_/#A-Za-z0-9]+$/)
    .optional(),
  RetentionInDays: wholeNumber
    .refine((days) => retentionDays.includes(days), `must be one of ${retentionDays.join(', ')}`)
    .optional(),
  Tags: tagList.optional(),
})

const logGroup: ResourceType = {
  type: 'AWS::Logs::LogGroup',
  properties: propertyList(logGroupSchema),
  async create(properties, context) {
    const { world, region } = context
    const { LogGroupName: name = newName(context, 512) } = parseProperties(logGroupSchema, properties)
    await recordPause(context)
    if (
      world
        .resources('AWS::Logs::LogGroup')
        .some((other) => other.physicalId === name && other.region === region)
    )
      throw new ResourceError(
        "Resource of type 'AWS::Logs::LogGroup' with identifier " +
          `'{"/properties/LogGroupName":"${name}"}' already exists.`,
      )
    return {
      physicalId: name,
      attributes: { Arn: `arn:${world.partition}:logs:${region}:${world.accountId}:log-group:${name}:*` },
    }
  },
  delete: (_record, context) => recordPause(context),
}

export const logResourceTypes: ResourceType[] = [logGroup]
