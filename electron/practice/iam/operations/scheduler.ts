import { isObject, textOf } from '../../json-values.ts'
import { arnIn, onAll, passing, type Row, type Rows } from '../access.ts'

/**
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon EventBridge
 * Scheduler"; that a target's role must be passed: its user guide, "Managing access".
 */
export const schedulerRows: Rows = {
  CreateSchedule: ofSchedule('scheduler:CreateSchedule'),
  UpdateSchedule: ofSchedule('scheduler:UpdateSchedule'),
  ListScheduleGroups: onAll('scheduler:ListScheduleGroups'),
}

function ofSchedule(action: string): Row {
  return (input, facts) => {
    const group = textOf(input['GroupName']) || 'default'
    const resource = arnIn(facts, 'scheduler', `schedule/${group}/${textOf(input['Name'])}`)
    const target = isObject(input['Target']) ? input['Target'] : {}
    return [
      { action, resource, context: {} },
      ...passing(textOf(target['RoleArn']), 'scheduler.amazonaws.com'),
    ]
  }
}
