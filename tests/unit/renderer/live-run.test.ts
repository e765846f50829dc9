import { describe, expect, test } from 'vitest'
import type { LiveTrial } from '../../../shared/live-trial.ts'
import type { Load } from '../../../shared/experiment.ts'
import { plainLoad } from '../../../shared/plain-load.ts'
import type { Trial } from '../../../shared/run.ts'
import { aRun } from '../../examples.ts'
import { exampleLiveRun } from '../shared/example-live-run.ts'
import { liveSeries, mostPoints, niceCeiling } from '../../../renderer/screens/deployment/live-series.ts'
import { afterEvent, caughtUp } from '../../../renderer/screens/deployment/live-trial.ts'

const load: Load = {
  ...plainLoad,
  threads: 1,
  connections: 1,
  durationSec: 3,
  rounds: 1,
  leadIn: { kind: 'load', seconds: 1 },
}
const ofSeconds = (durationSec: number) =>
  aRun({ load: { ...load, durationSec }, rule: { kind: 'fixed', rounds: 1 } })
const seconds = (...requests: number[]) =>
  requests.map((one, second) => ({ offsetMs: second * 1000, requests: one }))
const trial = (order: number, samples: ReturnType<typeof seconds> | null = null): Trial =>
  ({
    runId: 'r',
    order,
    round: 1,
    scenarioId: `s${order % 5}`,
    path: '/',
    load: 'closed',
    status: samples === null ? 'pending' : 'succeeded',
    reason: null,
    result: samples === null ? null : { samples },
  }) as Trial
const live = (
  order: number,
  part: LiveTrial['part'],
  startedAtMs = 0,
  samples: LiveTrial['samples'] = [],
): LiveTrial => ({
  order,
  part,
  startedAtMs,
  samples,
})

describe('the live series', () => {
  test('is the finished trials and the one that runs, in the order of the schedule', () => {
    const series = liveSeries(
      ofSeconds(3),
      [trial(1), trial(0, seconds(10, 20, 30)), trial(2)],
      live(1, 'measured', 0, seconds(7)),
    )
    expect(series.segments).toMatchObject([
      {
        order: 0,
        live: false,
        points: [{ atSec: 0.5, requestsPerSec: 10 }, { atSec: 1.5 }, { atSec: 2.5, requestsPerSec: 30 }],
      },
      { order: 1, live: true, points: [{ atSec: 3.5, requestsPerSec: 7 }] },
    ])
    expect(series).toMatchObject({ fromSec: 0, toSec: 9, shortened: false })
  })

  test.each([
    [30, 20],
    [3600, 5],
    [61, 100],
    [1, 2000],
  ])('never holds more points than can be drawn: %i s, %i trials', (durationSec, count) => {
    const trials = Array.from({ length: count }, (_, order) =>
      trial(order, seconds(...Array.from({ length: durationSec }, () => 5))),
    )
    const { segments, fromSec, toSec } = liveSeries(ofSeconds(durationSec), trials, null)
    const points = segments.flatMap((segment) => segment.points)
    expect(points.length).toBeLessThanOrEqual(mostPoints)
    expect(points.length).toBeGreaterThan(mostPoints / 4)
    expect(
      points.every(({ atSec, requestsPerSec }) => atSec >= fromSec && atSec <= toSec && requestsPerSec === 5),
    ).toBe(true)
    expect(segments.at(-1)?.order).toBe(count - 1)
  })

  test('thins out by the mean of neighbouring seconds', () => {
    const { segments } = liveSeries(
      ofSeconds(120),
      [trial(0, seconds(...Array.from({ length: 120 }, (_, second) => (second % 2) * 10)))],
      null,
    )
    expect(segments[0]?.points).toHaveLength(60)
    expect(segments[0]?.points[0]).toEqual({ atSec: 1, requestsPerSec: 5 })
  })

  test('leaves out what one connection sends, and has no place for rounds that may never come', () => {
    const { run, trials } = exampleLiveRun({ complete: 1, more: 7 })
    const running = trials[18]
    const { segments, toSec } = liveSeries(run, trials, live(running?.order ?? 0, 'measured', 0, seconds(5)))
    expect(running?.load).toBe('closed')
    // Six trials at closed load a round, of 8 s each, through the first look.
    expect(segments.map(({ place }) => place)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    expect(segments.filter((segment) => segment.live)).toMatchObject([
      { place: 8, points: [{ atSec: 64.5 }] },
    ])
    expect(toSec).toBe(5 * 6 * 8)
    const late = exampleLiveRun({ complete: 6, more: 6 })
    expect(liveSeries(late.run, late.trials, null).toSec).toBe(7 * 6 * 8)
    const fixed = exampleLiveRun({ complete: 0, load: { untilSure: null, rounds: 4 } })
    expect(liveSeries(fixed.run, fixed.trials, null).toSec).toBe(4 * 5 * 8)
  })

  test('ends its axis at a round number', () => {
    expect([0, 0.7, 1, 7, 21, 260, 4770, 13_791].map(niceCeiling)).toEqual([
      10, 1, 1, 10, 40, 400, 5000, 20_000,
    ])
  })
})

describe('the running trial', () => {
  const sample = (order: number, second: number, requests: number) =>
    ({ name: 'sample.taken', data: { runId: 'r', order, offsetMs: second * 1000, requests } }) as const

  test('starts empty, grows by its own samples, and goes with the run', () => {
    const begun = afterEvent(
      live(0, 'measured', 0, seconds(9)),
      'r',
      { name: 'trial.started', data: { runId: 'r', order: 1, part: 'measured' } },
      50,
    )
    expect(begun).toEqual(live(1, 'measured', 50))
    const grown = afterEvent(begun, 'r', sample(1, 0, 5), 60)
    expect(grown?.samples).toEqual(seconds(5))
    expect(afterEvent(grown, 'r', sample(1, 0, 5), 70)?.samples).toEqual(seconds(5))
    expect(afterEvent(grown, 'r', sample(0, 2, 99), 70)).toBe(grown)
    expect(afterEvent(grown, 'another', sample(1, 1, 99), 70)).toBe(grown)
  })

  test('catches up after a reload without losing what came meanwhile', () => {
    const asked = live(1, 'measured', 100, seconds(1, 2))
    const heard = live(1, 'measured', 900, [{ offsetMs: 2000, requests: 3 }])
    expect(caughtUp(asked, heard)).toEqual(live(1, 'measured', 100, seconds(1, 2, 3)))
    expect(caughtUp(asked, live(2, 'lead-in', 900))).toEqual(live(2, 'lead-in', 900))
    expect(caughtUp(live(1, 'lead-in', 100), heard)).toEqual(heard)
    expect(caughtUp(heard, live(1, 'diagnosis', 1200))?.part).toBe('diagnosis')
    expect(caughtUp(null, heard)).toBe(heard)
    expect(caughtUp(asked, null)).toBe(asked)
    expect(caughtUp(null, null)).toBeNull()
  })
})
