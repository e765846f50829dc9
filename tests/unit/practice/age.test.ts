import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ageMs, leftMs } from '../../../electron/practice/age.ts'
import { isNewRole } from '../../../electron/practice/resources/iam/role-permissions.ts'
import { waitUntilFree } from '../../../electron/practice/resources/record-steps.ts'
import { isDue, type ScheduleRecord } from '../../../electron/practice/schedules/schedule-record.ts'
import { stageSettings } from '../../../electron/practice/resources/api-gateway/stage-settings.ts'

const hour = 3_600_000
const now = Date.parse('2026-11-25T12:00:00Z')

/** Only the time of day is set; what waits by the other clock goes on. */
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now }))
afterEach(() => vi.useRealTimers())

describe('a clock that is set back', () => {
  test.each([60_000, 3 * hour])('by %d ms makes what was made before old enough', (backMs) => {
    expect(ageMs(now - 5)).toBe(5)
    vi.setSystemTime(now - backMs)
    expect(ageMs(now)).toBe(Infinity)
    expect(leftMs(now + 5_000, 5_000)).toBe(5_000)
    expect(leftMs(now - 2 * backMs, 5_000)).toBe(0)
  })

  test.each([60_000, 3 * hour])('by %d ms: a role can be assumed, as before', (backMs) => {
    const world = { pace: { roleReadyMs: 2_000 }, faults: () => ({}) } as never
    const role = { attributes: { _createdAtMs: now } } as never
    expect(isNewRole(world, role)).toBe(true)
    vi.setSystemTime(now - backMs)
    expect(isNewRole(world, role)).toBe(false)
  })

  test('a stage is new for as long as a new stage is', () => {
    const record = {
      properties: { RestApiId: 'a', DeploymentId: 'd', StageName: 's' },
      attributes: { _readyAtMs: now + 1_500 },
    } as never
    const world = { pace: { stageReadyMs: 1_500 }, resources: () => [] } as never
    vi.setSystemTime(now - 3 * hour)
    expect(stageSettings(world, record).readyAfterMs).toBe(1_500)
  })

  test('a wait for something in use ends after as long as before', async () => {
    const context = { world: { pace: { recordMs: 0.05 } }, signal: new AbortController().signal } as never
    const waiting = waitUntilFree(context, () => true, 'still used')
    vi.setSystemTime(now - 3 * hour)
    await expect(waiting).rejects.toThrow('still used')
  })

  test('a schedule that has called goes on calling', () => {
    const schedule = {
      enabled: true,
      expression: 'rate(15 minutes)',
      startAtMs: now - 4 * hour,
      endAtMs: now + 48 * hour,
      createdAtMs: now - 5 * hour,
      firedAtMs: now,
    } as ScheduleRecord
    expect(isDue(schedule, now + 60_000, 60_000)).toBe(false)
    expect(isDue(schedule, now - 3 * hour, 60_000)).toBe(true)
  })
})
