import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { handlersOf, typesIn } from '../../../scripts/handler-permissions.ts'
import { folder } from '../templates/bundled.ts'

const file = join(import.meta.dirname, '../../../electron/practice/iam/handlers.json')
const handlers = JSON.parse(readFileSync(file, 'utf8')) as {
  sources: { repository: string; commit: string }[]
  types: Record<string, Record<string, string[]>>
}

test('what any copy of a schema names counts, once', () => {
  const typeName = 'AWS::Logs::LogGroup'
  const older = { typeName, handlers: { delete: { permissions: ['logs:DeleteLogGroup'] } } }
  const newer = {
    typeName,
    handlers: {
      create: { permissions: ['logs:CreateLogGroup'] },
      delete: { permissions: ['logs:DescribeLogGroups', 'logs:DeleteLogGroup'] },
    },
    tagging: { permissions: ['logs:TagResource'] },
  }
  expect(handlersOf([older, newer])).toEqual({
    create: ['logs:CreateLogGroup'],
    delete: ['logs:DeleteLogGroup', 'logs:DescribeLogGroups'],
    tagging: ['logs:TagResource'],
  })
})

test('a type whose schema has no handlers, as those of wait conditions, has none', () => {
  expect(handlersOf([{ typeName: 'AWS::CloudFormation::WaitCondition' }])).toEqual({})
})

test('the generated file has every resource type of the templates, and says where it is from', () => {
  const types = typesIn(folder)
  expect(Object.keys(handlers.types)).toEqual(types)
  expect(handlers.sources).not.toHaveLength(0)
  for (const { commit } of handlers.sources) expect(commit).toMatch(/^[0-9a-f]{40}$/)
})
