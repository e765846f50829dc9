import type { GlossaryEntry } from './glossary-entry.ts'

/** Terms of Sluice itself. */
export const sluiceTerms = {
  scenario: {
    title: 'Scenario',
    short:
      'One way to reach the origin, for example through a load ' +
      'balancer only, or through API Gateway and a Lambda function.',
    more: 'An experiment compares scenarios. Each has the same color and shape on every screen.',
  },
  experiment: {
    title: 'Experiment',
    short: 'A guided plan: a question, the scenarios to compare, the load, the expected result and why.',
  },
  account: {
    title: 'Account',
    short: 'Where stacks are created: the built-in practice account, or an AWS profile and a Region.',
  },
  'practice-account': {
    title: 'Practice account',
    short:
      'A simulation of AWS on this machine. It reads the same templates and ' +
      'starts real nginx, gateways, functions and wrk on loopback.',
    more:
      'It is free and sends no traffic to other machines. Its numbers are loopback numbers of this ' +
      'machine, not of AWS: they show how the scenarios compare and how the measurement works.',
  },
  loopback: {
    title: 'Loopback',
    short: 'The network interface of a machine to itself: traffic to 127.0.0.1 never leaves the machine.',
  },
  deployment: {
    title: 'Deployment',
    short: 'The stacks of one experiment in one account. Several runs can use it until it is torn down.',
  },
  'dead-mans-switch': {
    title: 'Dead man’s switch',
    short:
      'Schedules in the account that delete every stack of a ' +
      'deployment when it expires, even if Sluice is not running.',
    more:
      'They are part of the guard stack, which is free. They retry ' +
      'every 15 minutes for two days and can delete nothing else.',
    also: ['expiry', 'guard', 'schedule'],
  },
  preflight: {
    title: 'Preflight',
    short:
      'Checks of an account before anything is created in it: your ' +
      'identity, your permissions, and the quotas of the account.',
  },
  receipt: {
    title: 'Receipt',
    short:
      'Proof that a removal left nothing behind: what each ' +
      'service reported for the resources of the deployment.',
  },
  sweep: {
    title: 'Sweep',
    short:
      'A search of an account for stacks of Sluice that this ' +
      'machine does not know, with the option to remove them.',
  },
  cap: {
    title: 'Cost cap',
    short:
      'The maximum cost of a deployment. Sluice adds up the cost ' +
      'before each trial and stops before the cap is exceeded.',
    also: ['budget'],
  },
  'tear-down': {
    title: 'Tear down',
    short: 'To delete everything that a deployment created in its account. Saved runs are kept.',
    also: ['teardown', 'remove'],
  },
  stranded: {
    title: 'Stranded',
    short:
      'A deployment whose removal failed. Resources may still exist in ' +
      'the account, so it stays listed until a retry succeeds.',
  },
  run: {
    title: 'Run',
    short:
      'One execution of the load of an experiment on a ' +
      'deployment. A run is kept after its deployment is removed.',
  },
  trial: {
    title: 'Trial',
    short:
      'One execution of wrk: one scenario, one path, one round. ' +
      'Conclusions are based on trials, never on single requests.',
    more:
      'Requests in a trial share the state of the machine and the network, so thousands of ' +
      'them are still one observation of that state. Several rounds give several trials.',
  },
  'invalid-trial': {
    title: 'Invalid trial',
    short:
      'A trial whose figures are not used, because more than 1 % of its requests failed or none succeeded.',
  },
  round: {
    title: 'Round',
    short:
      'One pass over all scenarios and paths in random order. ' +
      'Several rounds show how much the figures vary.',
  },
  sample: { title: 'Sample', short: 'One second of a trial, with its number of requests.' },
  origin: {
    title: 'Origin',
    short:
      'The internal service: an nginx in a private subnet that ' +
      'serves a few files. Every scenario leads to it.',
  },
  'load-generator': {
    title: 'Load generator',
    short:
      'The instance that runs wrk. It is in the same Region as the ' +
      'scenarios, so that your own connection does not affect the figures.',
  },
  baseline: {
    title: 'Baseline',
    short: 'The scenario that the others of an experiment are compared with, such as a load balancer alone.',
  },
  'share-of-baseline': {
    title: 'Share of the baseline',
    short:
      'The throughput of a scenario divided by that of the baseline on the same ' +
      'path. 22 % means 22 good requests for every 100 of the baseline.',
  },
  prediction: {
    title: 'Prediction',
    short: 'What you expect before you measure. It is shown beside the result and does not affect it.',
  },
  seed: {
    title: 'Seed',
    short: 'The number that determines the random order of the trials. The same seed gives the same order.',
  },
  conditions: {
    title: 'Conditions',
    short:
      'Everything that the figures depend on: versions, templates, Region, ' +
      'zones, options. Runs with the same conditions compare best.',
  },
} as const satisfies Record<string, GlossaryEntry>
