import { describe, expect, test } from 'vitest'
import {
  afterEvent,
  emptyOverview,
  isBusy,
  isMeasuring,
  liveDeployments,
  type Overview,
} from '../../../electron/desktop/overview.ts'
import { taskProgress } from '../../../electron/desktop/task-progress.ts'
import type { AnyEvent } from '../../../shared/events.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Trial } from '../../../shared/run.ts'
import { deploymentIn, runThatIs, stacksWith } from './examples.ts'

const changed = (deployment: Deployment): AnyEvent => ({ name: 'deployment.changed', data: deployment })
const finished = (order: number): AnyEvent => {
  const trial: Trial = {
    runId: 'r-1',
    order,
    round: 0,
    scenarioId: 'elb',
    slot: 0,
    path: '/',
    load: 'closed',
    status: 'succeeded',
    reason: null,
    result: null,
  }
  return { name: 'trial.finished', data: trial }
}
const after = (...events: AnyEvent[]): Overview =>
  events.reduce((overview, event, index) => afterEvent(overview, event, index * 1000), emptyOverview)
const going: AnyEvent = { name: 'run.changed', data: runThatIs('running') }

describe('the overview', () => {
  test('knows what is live, and since when it is in its phase', () => {
    const overview = after(
      changed(deploymentIn('deploying')),
      changed(deploymentIn('ready')),
      changed(deploymentIn('ready')),
    )
    expect([...overview.live.values()]).toEqual([{ deployment: deploymentIn('ready'), sinceMs: 1000 }])
  })

  test('forgets what is removed, and never counts a draft', () => {
    expect(liveDeployments(after(changed(deploymentIn('planned'))))).toEqual([])
    expect(
      liveDeployments(after(changed(deploymentIn('removing')), changed(deploymentIn('removed')))),
    ).toEqual([])
  })

  test('stays the same object when nothing in it changes', () => {
    const overview = after(changed(deploymentIn('ready')))
    expect(afterEvent(overview, finished(1), 0)).toBe(overview)
    expect(afterEvent(overview, changed(deploymentIn('removed', { id: 'd-2' })), 0)).toBe(overview)
    expect(afterEvent(overview, { name: 'run.changed', data: runThatIs('succeeded') }, 0)).toBe(overview)
    expect(
      afterEvent(overview, { name: 'settings.changed', data: { theme: 'dark', reducedMotion: 'on' } }, 0),
    ).toBe(overview)
  })

  test.each([
    ['deploying', true, false],
    ['measuring', true, true],
    ['removing', true, false],
    ['ready', false, false],
    ['stranded', false, false],
  ] as const)('%s: work in flight %s, measuring %s', (phase, busy, measuring) => {
    const overview = after(changed(deploymentIn(phase)))
    expect([isBusy(overview), isMeasuring(overview)]).toEqual([busy, measuring])
  })
})

describe('the progress', () => {
  test('is that of the trials while measuring, each counted once', () => {
    const measuring = changed(deploymentIn('measuring'))
    expect(taskProgress(after(measuring))).toEqual({ value: 0, mode: 'normal' })
    expect(taskProgress(after(measuring, going, finished(0), finished(1), finished(1), finished(5)))).toEqual(
      {
        value: 0.5,
        mode: 'normal',
      },
    )
  })

  test('counts the trials at light load, and the second slot of the baseline', () => {
    const run = runThatIs('running')
    const four = ['elb', 'a', 'b', 'c'].map((id) => ({ id, title: id }))
    const load = { ...run.load, rounds: 6, untilSure: { same: 0.05, precise: 0.1 }, light: true }
    const measuring = changed(deploymentIn('measuring'))
    const begun: AnyEvent = { name: 'run.changed', data: { ...run, scenarios: four, load } }
    const overview = after(measuring, begun, ...Array.from({ length: 27 }, (_, order) => finished(order)))
    expect(taskProgress(overview).value).toBe(0.5)
  })

  test('is that of the stacks while deploying and removing', () => {
    const stacks = stacksWith('CREATE_COMPLETE', 'CREATE_IN_PROGRESS', 'PLANNED', 'PLANNED')
    expect(taskProgress(after(changed(deploymentIn('deploying', { stacks })))).value).toBe(0.25)
    const left = stacksWith('DELETE_COMPLETE', 'DELETE_COMPLETE', 'DELETE_COMPLETE', 'CREATE_COMPLETE')
    expect(taskProgress(after(changed(deploymentIn('removing', { stacks: left })))).value).toBe(0.75)
  })

  test('is the mean where several are in flight, and ignores what is only there', () => {
    const one = changed(deploymentIn('removing', { stacks: stacksWith('DELETE_COMPLETE') }))
    const two = changed(deploymentIn('deploying', { id: 'd-2', stacks: stacksWith('PLANNED') }))
    const three = changed(deploymentIn('ready', { id: 'd-3', stacks: stacksWith('CREATE_COMPLETE') }))
    expect(taskProgress(after(one, two, three)).value).toBe(0.5)
  })

  test('is shown as an error while something is stranded, and not at all when nothing goes on', () => {
    expect(taskProgress(after(changed(deploymentIn('stranded'))))).toEqual({ value: 1, mode: 'error' })
    expect(taskProgress(after(changed(deploymentIn('ready'))))).toEqual({ value: -1, mode: 'none' })
    expect(taskProgress(emptyOverview)).toEqual({ value: -1, mode: 'none' })
  })
})
