import type { Experiment } from '../../../../shared/experiment.ts'
import type { Scenario } from '../../../../shared/scenario.ts'
import { experiment as replay, bundledScenarios } from './pretend-engine.ts'

/** A scenario of the 2017 experiment under another name, in another group. */
function like(id: string, change: Pick<Scenario, 'id' | 'title' | 'group'> & Partial<Scenario>): Scenario {
  const found = bundledScenarios.find((one) => one.id === id)
  if (found === undefined) throw new Error(`There is no scenario ${id}.`)
  return { ...found, ...change }
}

const lambdas = ['lambda-256', 'lambda-512', 'lambda-1024']

/** Ways of today, and those of 2017 that front-doors offers as well. */
export const doorScenarios: Scenario[] = [
  like('elb', { id: 'alb-https', title: 'Load balancer, HTTPS', group: 'load-balancer' }),
  like('http-proxy', { id: 'http-vpc-link', title: 'HTTP API, VPC link', group: 'http-api' }),
  like('elb', { id: 'own-gateway', title: 'Own gateway', group: 'own-gateway' }),
  like('http-proxy', { id: 'rest-mock', title: 'Mock', group: 'rest-api', reachesOrigin: false }),
  ...bundledScenarios.filter(({ id }) => lambdas.includes(id)),
]

/** An experiment whose baseline is not the load balancer of 2017. */
export const doors: Experiment = {
  ...replay,
  id: 'front-doors',
  title: 'Front doors of today',
  question: 'Which door for my internal service?',
  baseline: 'alb-https',
  scenarios: ['alb-https', 'http-vpc-link', 'own-gateway'],
  more: ['rest-mock', ...lambdas],
  floors: ['rest-mock'],
  expectedOrder: undefined,
  published: undefined,
}
