import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  actionClasses,
  handlerActions,
  unclassified,
} from '../../../../electron/practice/iam/handler-actions.ts'

const file = join(import.meta.dirname, '../../../../electron/practice/iam/handlers.json')
const handlers = JSON.parse(readFileSync(file, 'utf8')) as {
  sources: { repository: string; commit: string }[]
  types: Record<string, Record<string, string[]>>
}

const types = Object.keys(handlers.types)
const lists = handlers.types
const withoutHandlers = ['AWS::CloudFormation::WaitCondition', 'AWS::CloudFormation::WaitConditionHandle']

describe('the classes of actions', () => {
  test('are there for every type in the list of handlers, and for no other', () => {
    expect(Object.keys(actionClasses).toSorted()).toEqual(types.toSorted())
  })

  test.each(types)('cover every action that the handlers of %s name', (type) => {
    expect(unclassified(type)).toEqual([])
  })

  test('do not cover an action that a list gains', () => {
    const gained = { ...lists['AWS::EC2::VPC'], delete: ['ec2:DeleteVpc', 'ec2:DeleteFlowLogs'] }
    expect(unclassified('AWS::EC2::VPC', gained)).toEqual(['ec2:DeleteFlowLogs'])
  })

  test.each(types)('name nothing that the handlers of %s do not, and each action once', (type) => {
    const { always = [], when = {}, notForUs = {}, unnamed = {} } = actionClasses[type] ?? {}
    const own = lists[type] ?? {}
    const listed = new Set(['create', 'read', 'delete', 'tagging'].flatMap((handler) => own[handler] ?? []))
    const named = [...always, ...new Set(Object.values(when).flat()), ...Object.values(notForUs).flat()]
    expect(named.filter((action) => !listed.has(action))).toEqual([])
    expect(new Set(named).size).toBe(named.length)
    for (const { actions } of Object.values(unnamed))
      expect(actions.filter((action) => listed.has(action))).toEqual([])
  })

  test('stand alone for the types that have no handlers', () => {
    const empty = types.filter((type) => Object.keys(lists[type] ?? {}).length === 0)
    expect(empty).toEqual(withoutHandlers)
  })
})

describe('what a handler needs', () => {
  const none = (): boolean => false

  test('is what its list names, but for properties that are not set and what is never called', () => {
    expect(handlerActions('AWS::Logs::LogGroup', 'create', none)).toEqual([
      'logs:CreateLogGroup',
      'logs:DescribeIndexPolicies',
      'logs:DescribeLogGroups',
      'logs:DescribeResourcePolicies',
      'logs:GetDataProtectionPolicy',
    ])
    const retention = handlerActions('AWS::Logs::LogGroup', 'create', (name) => name === 'RetentionInDays')
    expect(retention).toContain('logs:PutRetentionPolicy')
    const kept = handlerActions('AWS::Lambda::Function', 'create', none)
    expect(kept.filter((action) => /^(kms|elasticfilesystem|s3)/.test(action))).toEqual([])
  })

  test('has the tags of a stack in it', () => {
    const tagged = handlerActions('AWS::EC2::VPC', 'create', (name) => name === 'Tags')
    expect(tagged).toContain('ec2:CreateTags')
    expect(handlerActions('AWS::EC2::VPC', 'delete', (name) => name === 'Tags')).not.toContain(
      'ec2:CreateTags',
    )
  })

  test('is to delete schedules when a group of them goes', () => {
    const actions = handlerActions('AWS::Scheduler::ScheduleGroup', 'delete', none)
    expect(actions).toContain('scheduler:DeleteSchedule')
  })

  test('is nothing for a type that the list does not know', () => {
    expect(handlerActions('Test::Thing', 'create', () => true)).toEqual([])
  })
})
