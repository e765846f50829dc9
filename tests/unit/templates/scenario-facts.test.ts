import { describe, expect, test } from 'vitest'
import { billablesOf } from '../../../electron/engine/deployments/billables.ts'
import { fixedParameters } from '../../../electron/engine/deployments/stack-plan.ts'
import { sharedClosure } from '../../../electron/engine/shared-closure.ts'
import { openCatalog } from '../../../electron/engine/catalog.ts'
import type { Billable } from '../../../shared/billable.ts'
import { scenarioSchema, type Scenario } from '../../../shared/scenario.ts'
import { mustHaves, mustHaveTitles } from '../../../shared/scenario-facts.ts'

const catalog = openCatalog()

/**
 * What a scenario's own stack and those that it shares make, and the load balancer of the backend where its
 * requests pass that.
 */
function madeFor(scenario: Scenario): Billable[] {
  const template = catalog.scenarioTemplate(scenario)
  const shared = sharedClosure(catalog.sharedStacks, scenario.stacks).map(({ id }) =>
    catalog.template(`shared/${id}.yaml`),
  )
  const own = [template ?? [], shared].flat(2).flatMap((one) => billablesOf(one, fixedParameters(scenario)))
  const passesBalancer = scenario.hops.some(({ kind }) => kind === 'load-balancer')
  const hasOwn = own.some(({ kind }) => kind.endsWith('load-balancer'))
  return passesBalancer && !hasOwn ? [...own, ...balancerOfBackend()] : own
}

/** The load balancer of the backend with its address; the rest of that stack is the service. */
function balancerOfBackend(): Billable[] {
  return billablesOf(catalog.template('backend.yaml'), {}).filter(
    ({ kind }) => kind === 'classic-load-balancer' || kind === 'public-address',
  )
}

/** What costs nothing while nobody calls. */
const byRequest: readonly Billable['kind'][] = ['rest-api', 'http-api', 'function']

function byKind(billables: readonly Billable[]): Billable[] {
  return billables.toSorted((a, b) => a.kind.localeCompare(b.kind))
}

describe.each(catalog.scenarios)('$id', (scenario) => {
  // Reports of each invocation are for the run, which reads what Lambda bills from them; a month has none.
  test('needs what its templates make, as a whole, without logs of each invocation', () => {
    const made = madeFor(scenario).map((one) => (one.kind === 'function' ? { ...one, quiet: true } : one))
    expect(byKind(scenario.needs)).toEqual(byKind(made as Billable[]))
  })

  test('says of each must-have whether it holds, why, and where that stands', () => {
    expect(Object.keys(scenario.facts)).toEqual([...mustHaves])
    for (const { why, source } of Object.values(scenario.facts)) {
      expect(why).toMatch(/^[A-Z].{20,110}\.$/)
      expect(source).toMatch(/^https:\/\/((docs\.)?aws\.amazon\.com|nginx\.org)\//)
    }
  })

  test('holds what its hops and needs show', () => {
    const holds = (id: (typeof mustHaves)[number]): boolean => scenario.facts[id].holds
    const kinds = scenario.needs.map(({ kind }) => kind)
    const functions = kinds.includes('function')
    expect(holds('tls-to-client')).toBe(scenario.hops[1]?.tls === true)
    const balancers = kinds.filter((kind) => kind.endsWith('load-balancer'))
    expect(holds('no-public-load-balancer')).toBe(balancers.length === 0 || !kinds.includes('public-address'))
    expect(holds('no-cold-starts')).toBe(!functions)
    expect(holds('no-idle-cost')).toBe(kinds.every((kind) => byRequest.includes(kind)))
    expect(holds('bodies-over-6-mb')).toBe(!functions)
    if (holds('bodies-over-10-mb')) expect(holds('bodies-over-6-mb')).toBe(true)
  })
})

test.each([
  ['without needs', { needs: undefined }],
  ['with nothing that it needs', { needs: [] }],
  ['without facts', { facts: undefined }],
  ['without one of the facts', { facts: { ...catalog.scenario('elb').facts, authentication: undefined } }],
  ['with a fact that nobody knows', { facts: { ...catalog.scenario('elb').facts, fast: { holds: true } } }],
])('a scenario %s is damaged', (_, change) => {
  expect(scenarioSchema.safeParse(catalog.scenario('elb')).success).toBe(true)
  expect(scenarioSchema.safeParse({ ...catalog.scenario('elb'), ...change }).success).toBe(false)
})

test('each must-have has a title of its own', () => {
  expect(new Set(Object.values(mustHaveTitles)).size).toBe(mustHaves.length)
})
