import { describe, expect, test } from 'vitest'
import { assess } from '../../../shared/assessment.ts'
import { comparedFigure } from '../../../shared/compare-figures.ts'
import { comparedRuns } from '../../../shared/compare-runs.ts'
import { compareSides, headlinesOf, usualSides } from '../../../shared/compare-sides.ts'
import { troublesOf } from '../../../shared/compare-troubles.ts'
import { conditionDifferences } from '../../../shared/condition-differences.ts'
import { runSchema, trialSchema } from '../../../shared/run.ts'
import { isPublished, publishedRunId } from '../../../shared/published.ts'
import { publishedRun } from '../../../shared/published-run.ts'
import { verdictText } from '../../../shared/verdict-text.ts'
import { defaultMargins } from '../../../shared/statistics/level.ts'
import { openCatalog } from '../../../electron/engine/catalog.ts'
import { measuredRun } from './measured-run.ts'

const catalog = openCatalog()
const experiment = catalog.experiment('proxy-2017')
const published = publishedRun(experiment, catalog.scenarios)

describe('the published results of 2017', () => {
  test('are a run of one round by the schemas, which says that one round cannot know', () => {
    if (published === null) throw new Error('Nothing was published.')
    const { run, trials } = published
    expect(runSchema.parse(run)).toEqual(run)
    expect(trials.map((trial) => trialSchema.parse(trial))).toHaveLength(17)
    expect(run.id).toBe(publishedRunId('proxy-2017'))
    expect(isPublished(run)).toBe(true)
    const found = assess({ ...run, paths: ['/'] }, trials, experiment)
    const proxy = found?.scenarios.find(({ scenarioId }) => scenarioId === 'http-proxy')
    expect(proxy?.verdict).toMatchObject({ kind: 'unknown', reason: 'one-round' })
    expect(proxy?.verdict && verdictText(proxy.verdict, defaultMargins, 'load balancer')).toContain(
      'cannot know: one round gave 22.1\u00A0%',
    )
  })

  test('are compared on the paths of both, with what nobody published unknown and never 0', () => {
    if (published === null) throw new Error('Nothing was published.')
    const own = { ...measuredRun({ startedAtMs: Date.UTC(2026, 0) }), experiment }
    const runs = comparedRuns([own, { ...published, diagnoses: [], experiment }])
    expect(runs.map(({ letter, published: builtIn }) => [letter, builtIn])).toEqual([
      ['A', true],
      ['B', false],
    ])
    const [first] = runs
    if (first === undefined) throw new Error('There is no run.')
    expect(comparedFigure(first, 'lightP50', 'elb', '/').missing).toBe('not published')
    expect(comparedFigure(first, 'added', 'http-proxy', '/').value).toBeNull()
    expect(troublesOf(first, 'http-proxy')).toBe('not-published')
    const compared = compareSides(headlinesOf(runs), usualSides(2))
    expect(compared.map(({ scenarioId, kind, paths }) => [scenarioId, kind, paths])).toEqual([
      ['lambda-256', 'none', ['/']],
      ['lambda-512', 'descriptive', ['/']],
      ['lambda-1024', 'none', ['/']],
      ['http-proxy', 'descriptive', ['/']],
    ])
    expect(compared.at(-1)?.before).toBeCloseTo(55_325 / 250_109, 10)
    expect(compared.at(-1)?.between).toMatchObject({ low: null, verdictAllowed: false })
    const differences = conditionDifferences(runs.map(({ result }) => result))
    expect(differences.find(({ condition }) => condition === 'Sluice version')).toBeUndefined()
    expect(differences.find(({ condition }) => condition === 'Margins')?.values[0]).toBe('none')
    expect(differences.find(({ condition }) => condition === 'Deployment')).toEqual({
      condition: 'Deployment',
      values: ['not published', 'd1'],
      known: false,
    })
    expect(differences.find(({ condition }) => condition === 'Trial duration')).toMatchObject({
      values: ['30 s', '8 s'],
      known: true,
    })
  })

  test('of an experiment without any are none', () => {
    expect(publishedRun({ ...experiment, published: undefined }, catalog.scenarios)).toBeNull()
  })
})
