import { describe, expect, test } from 'vitest'
import type { LiveTrial } from '../../../shared/live-trial.ts'
import { liveRows } from '../../../shared/live-rows.ts'
import { leftText, progressText, runProgress } from '../../../shared/run-progress.ts'
import { ruleLine, ruleSentences } from '../../../shared/rule-text.ts'
import { measuringTime } from '../../../shared/measuring-time.ts'
import { allowanceOf, trialTime } from '../../../shared/trial-time.ts'
import { exampleLiveRun, type LiveExample } from './example-live-run.ts'

function progressOf(example: LiveExample, live: LiveTrial | null = null, nowMs = 0) {
  const { run, trials } = exampleLiveRun(example)
  const { left, completeRounds } = liveRows(run, trials, { baseline: 'elb' }, [])
  const progress = runProgress(run, trials, { ...left, complete: completeRounds }, live, nowMs)
  return { run, trials, progress, text: progressText(progress, run.rule), left: leftText(progress) }
}
const starting = (order: number, part: LiveTrial['part'], startedAtMs: number): LiveTrial => ({
  order,
  part,
  startedAtMs,
  samples: [],
})
const noisy = { noise: 0.1, scenarios: ['elb', 'http-proxy'] }

describe('a run until sure', () => {
  test('says where in which round it is, and not how many trials there are', () => {
    expect(progressOf({ complete: 0 }).text).toBe('Round 1 of at most 8, trial 1 of 11')
    expect(progressOf({ complete: 2, more: 3 }).text).toBe('Round 3 of at most 8, trial 4 of 11')
  })

  test('has a range of time left: from what could settle it to its last round', () => {
    const begin = progressOf({ complete: 0 })
    const { roundMs } = measuringTime({ ...begin.run, floors: 0 }, allowanceOf(begin.run.account))
    expect(begin.progress.left).toEqual({ leastMs: 5 * roundMs, mostMs: 8 * roundMs })
    expect(begin.left).toMatch(/^\d+–\d+ min left$/)
    expect(begin.progress.earliest).toBeCloseTo(5 / 8, 5)
    // Nothing that is left would settle it: it goes to its last round.
    expect(progressOf({ ...noisy, complete: 6 }).left).toBe('about 80 s left')
    expect(progressOf({ ...noisy, complete: 6 }).progress.earliest).toBeNull()
  })

  test('is sure as soon as the rule says so, though trials of the next round have begun', () => {
    const sure = progressOf({ complete: 6, more: 2, noise: 0.002 })
    expect(sure).toMatchObject({ text: 'Sure after 6 of at most 8 rounds', left: '' })
    expect(sure.progress).toMatchObject({ value: 1, left: { leastMs: 0, mostMs: 0 } })
    expect(progressOf({ complete: 4, noise: 0.002 }).progress.sure).toBe(false)
    expect(progressOf({ complete: 8, noise: 0.002 }).text).toBe('Sure after 8 of at most 8 rounds')
    expect(progressOf({ ...noisy, complete: 8 }).text).toBe('8 of at most 8 rounds finished')
  })

  test('never says that less is left than it takes, nor more than all', () => {
    for (const complete of [0, 1, 4, 5, 6, 7, 8])
      for (const noise of [0.001, 0.02, 0.05, 0.3]) {
        const { value, left, earliest } = progressOf({ complete, noise, seed: complete }).progress
        expect(left.leastMs).toBeLessThanOrEqual(left.mostMs)
        expect(left.leastMs).toBeGreaterThanOrEqual(0)
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(1)
        if (earliest !== null) expect(earliest).toBeGreaterThan(value)
      }
  })
})

describe('a run with fixed rounds', () => {
  const fixed = { scenarios: ['elb', 'http-proxy'], load: { untilSure: null, light: false, rounds: 3 } }
  const { run } = exampleLiveRun({ ...fixed, complete: 0 })
  const eachMs = trialTime(run.load, 'closed', allowanceOf(run.account)).allMs

  test('knows how long it takes', () => {
    const { text, left, progress } = progressOf({ ...fixed, complete: 1, more: 1 })
    expect(text).toBe('Round 2 of 3, trial 2 of 2')
    expect(left).toBe('about 40 s left')
    expect(progress).toMatchObject({ value: 0.5, earliest: null, left: { leastMs: 3 * eachMs } })
    expect(progressOf({ ...fixed, complete: 3 }).text).toBe('3 of 3 rounds finished')
  })

  test('counts the part of the trial that runs', () => {
    const at = (live: LiveTrial, nowMs: number): number =>
      progressOf({ ...fixed, complete: 0, more: 1 }, live, nowMs).progress.left.mostMs
    expect(at(starting(1, 'lead-in', 10_000), 10_400)).toBe(5 * eachMs - 400)
    expect(at(starting(1, 'measured', 10_000), 12_000)).toBe(5 * eachMs - 5000)
  })

  test('does not run ahead of a trial that takes longer, nor count a finished one twice', () => {
    const at = (live: LiveTrial): number =>
      progressOf({ ...fixed, complete: 0, more: 1 }, live, 60_000).progress.left.mostMs
    expect(at(starting(1, 'measured', 0))).toBe(5 * eachMs - 11_000)
    expect(at(starting(0, 'measured', 0))).toBe(5 * eachMs)
  })
})

test('without trials there is nothing to say yet', () => {
  const { run } = exampleLiveRun({ complete: 0 })
  const progress = runProgress(run, [], { complete: 0, least: 5, most: 8, sure: false }, null, 0)
  expect(progress).toMatchObject({ at: null, value: 0, earliest: null })
  expect(leftText(progress)).toBe('')
})

test('the rule is said with its rounds and margins', () => {
  const sure = { kind: 'until-sure', most: 8, same: 0.05, precise: 0.1 } as const
  expect(ruleLine(sure)).toBe('Until sure: looks after every round from the fifth on, at most 8 rounds')
  expect(
    ruleSentences({ ...sure, same: 0.03 })
      .join(' ')
      .replaceAll('\u00A0', ' '),
  ).toContain(
    'either clearly different and known to ±10 %, or within ±3 % of the baseline; otherwise after 8 rounds',
  )
  expect(ruleLine({ kind: 'fixed', rounds: 1 })).toBe('Exactly 1 round')
  expect(ruleSentences({ kind: 'fixed', rounds: 2 })[0]).toContain('this run gives none')
  expect(ruleSentences({ kind: 'fixed', rounds: 4 })[0]).toContain('from the third round on')
})
