import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDocuments } from '../../../../../electron/practice/documents.ts'
import {
  rememberTerminated,
  terminatedInstances,
} from '../../../../../electron/practice/resources/ec2/terminated-instances.ts'
import { usualPace } from '../../../../../electron/practice/pace.ts'
import type { ResourceRecord } from '../../../../../electron/practice/world.ts'

const record = (physicalId: string): ResourceRecord => ({
  stackId: 'arn:stack',
  region: 'us-west-2',
  logicalId: 'Origin',
  type: 'AWS::EC2::Instance',
  physicalId,
  properties: {},
  attributes: {},
  tags: {},
})

test('a terminated instance is shown for sixty minutes of the pace, also after a restart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-terminated-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const open = () => openDocuments(folder, () => undefined)
  const world = { documents: open(), pace: { ...usualPace, scheduleMinuteMs: 10 } }
  const shownAt = (nowMs: number) => terminatedInstances(open(), nowMs).map(({ physicalId }) => physicalId)
  rememberTerminated(world, record('i-1'), 1000)
  expect(shownAt(1599)).toEqual(['i-1'])
  expect(shownAt(1600)).toEqual([])
  rememberTerminated(world, record('i-2'), 2000)
  expect(open().keys('terminated-instance/')).toEqual(['terminated-instance/i-2'])
})
