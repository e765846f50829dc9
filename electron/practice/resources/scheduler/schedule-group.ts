import { z } from 'zod'
import { listSchedules, removeSchedule } from '../../schedules/schedule-record.ts'
import { parseProperties, propertyList, tagList } from '../properties.ts'
import type { ResourceType } from '../../world.ts'
import { ResourceError } from '../../world.ts'
import { newName } from '../names.ts'
import { recordPause } from '../record-steps.ts'

const schema = z.strictObject({
  Name: z
    .string()
    .regex(/^[0-9a-zA-Z-_.]{1,64}$/)
    .optional(),
  Tags: tagList.optional(),
})

/** A group of schedules. Deleting it deletes its schedules. */
export const scheduleGroupType: ResourceType = {
  type: 'AWS::Scheduler::ScheduleGroup',
  properties: propertyList(schema),
  async create(properties, context) {
    const { world, region } = context
    const { Name: name = newName(context, 64) } = parseProperties(schema, properties)
    await recordPause(context)
    if (
      world
        .resources('AWS::Scheduler::ScheduleGroup')
        .some((other) => other.physicalId === name && other.region === region)
    )
      throw new ResourceError(`Schedule group ${name} already exists.`)
    return {
      physicalId: name,
      attributes: {
        Arn: `arn:${world.partition}:scheduler:${region}:${world.accountId}:schedule-group/${name}`,
      },
    }
  },
  async delete({ physicalId, region }, context) {
    await recordPause(context)
    const { documents } = context.world
    for (const schedule of listSchedules(documents, physicalId)) {
      if (schedule.region === region) removeSchedule(documents, schedule.group, schedule.name)
    }
  },
}
