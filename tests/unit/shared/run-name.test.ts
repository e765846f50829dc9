import { describe, expect, test } from 'vitest'
import { doorsExperiment, measuredResult } from './measured-result.ts'
import { comparedName, deploymentName, provenanceOf, runName } from '../../../shared/run-name.ts'
import { aRun } from '../../examples.ts'
import { exampleResult } from './example-result.ts'

const { experiment, run: example } = exampleResult()
const noon = new Date(2026, 10, 25, 12, 0).getTime()
const run = aRun({ scenarios: example.scenarios, startedAtMs: new Date(2026, 10, 25, 9, 5).getTime() })
const compared = 'Load balancer, 2 Lambda sizes, HTTP proxy'

describe('a run is called', () => {
  test('what a person called it', () => {
    expect(runName({ ...run, title: 'Before the upgrade' }, experiment, noon)).toBe('Before the upgrade')
  })

  test('else what it compared, where and when', () => {
    expect(runName(run, experiment, noon)).toBe(`${compared} · practice · today 09:05`)
  })

  test.each([
    [new Date(2026, 10, 24, 23, 59), 'yesterday 23:59'],
    [new Date(2026, 10, 24, 0, 1), 'yesterday 00:01'],
    [new Date(2026, 10, 23, 23, 59), '23 Nov 2026 23:59'],
    [new Date(2017, 3, 11, 9, 5), '11 Apr 2017 09:05'],
    [new Date(2026, 10, 26, 0, 1), '26 Nov 2026 00:01'],
  ])('by its day: %s', (startedAt, when) => {
    const name = runName({ ...run, startedAtMs: startedAt.getTime() }, experiment, noon)
    expect(name).toBe(`${compared} · practice · ${when}`)
  })

  test('with its date in a text that is read later', () => {
    expect(runName(run, experiment, null)).toBe(`${compared} · practice · 25 Nov 2026 09:05`)
  })

  test('after the Region of AWS, and never AWS where calls went elsewhere', () => {
    const work = { ...run, account: { kind: 'profile', profile: 'secret-client' } as const }
    expect(runName(work, experiment, noon)).toBe(`${compared} · AWS us-west-2 · today 09:05`)
    const diverted = { ...work, endpoint: 'http://127.0.0.1:4566/x' }
    expect(runName(diverted, experiment, noon)).toBe(`${compared} · 127.0.0.1:4566, not AWS · today 09:05`)
    expect(provenanceOf(diverted, experiment)).toContain(' · 127.0.0.1:4566, not AWS · ')
  })
})

test('one scenario of a family has its own title, and an unknown experiment has no families', () => {
  const two = example.scenarios.slice(0, 2)
  expect(comparedName(two, experiment)).toBe('Load balancer, Lambda-256 (128 MB)')
  expect(comparedName(example.scenarios.slice(1, 3), undefined)).toBe(
    'Lambda-256 (128 MB), Lambda-512 (512 MB)',
  )
})

test('many scenarios are called by their experiment, where they are just those that it compares', () => {
  const { run, experiment: doors } = measuredResult({ experiment: doorsExperiment })
  expect(comparedName(run.scenarios, doors)).toBe('Front doors of today')
  expect(comparedName(run.scenarios.toReversed(), doors)).toBe('Front doors of today')
  expect(comparedName(run.scenarios, undefined)).toMatch(/^Application load balancer, REST API/)
  expect(comparedName(run.scenarios.slice(1), doors)).toMatch(/^REST API with VPC link, HTTP API/)
})

test('a deployment is called what it compares; a scenario that is not known by its id', () => {
  const known = { experiments: experiment === undefined ? [] : [experiment], scenarios: example.scenarios }
  const named = (scenarios: string[], provenance: 'made' | 'found', experimentId = experiment?.id ?? '') =>
    deploymentName({ experimentId, scenarios, provenance }, known)
  expect(named(['elb', 'lambda-256', 'lambda-512', 'gone'], 'made')).toBe(
    'Load balancer, 2 Lambda sizes, gone',
  )
  expect(named([], 'made')).toBe('No scenario chosen')
  expect(named([], 'found')).toBe(experiment?.title)
  expect(named([], 'found', 'gone')).toBe('Found in the account')
})

test('the provenance names what, where, when, how often and which run', () => {
  expect(provenanceOf(run, experiment)).toBe(
    `Sluice: ${compared} · practice account: loopback · 25 Nov 2026 09:05 · 1 round of 1\u00A0s · run r1`,
  )
})
