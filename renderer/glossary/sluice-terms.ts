import type { GlossaryEntry } from './glossary-entry.ts'

/** The words of Sluice itself. */
export const sluiceTerms = {
  scenario: {
    title: 'Scenario',
    short:
      'One way for a request to reach the origin, for example through a load balancer alone, or through API Gateway and a Lambda function.',
    more: 'An experiment compares scenarios. Each has the same colour and shape on every screen.',
  },
  experiment: {
    title: 'Experiment',
    short: 'A guided plan: a question, the scenarios it compares, the load, what to expect and why.',
  },
  account: {
    title: 'Account',
    short: 'Where stacks are created: the built-in practice account, or an AWS profile and a Region.',
  },
  'practice-account': {
    title: 'Practice account',
    short:
      'A stand-in for AWS on this machine: it reads the same templates and starts real nginx, gateways, functions and wrk on loopback.',
    more: 'It costs nothing and sends no traffic anywhere else. Its numbers are loopback numbers of this machine, not of AWS: they show how the scenarios relate and how the measurement works.',
  },
  loopback: {
    title: 'Loopback',
    short: 'The network of a machine with itself: what is sent to 127.0.0.1 never leaves the machine.',
  },
  deployment: {
    title: 'Deployment',
    short: 'The stacks of one experiment in one account. Several runs may use it, until it is torn down.',
  },
  'dead-mans-switch': {
    title: 'Dead man’s switch',
    short:
      'Schedules in the account itself that delete every stack of a deployment at its expiry, whether or not Sluice is still there.',
    more: 'They live in the free guard stack, try again every quarter of an hour for two days, and may delete nothing else.',
    also: ['expiry', 'guard', 'schedule'],
  },
  preflight: {
    title: 'Preflight',
    short:
      'What is asked of an account before anything is created in it: who you are, what you may do, and whether its limits suffice.',
  },
  receipt: {
    title: 'Receipt',
    short:
      'The proof that a removal left nothing: each service was asked for what the deployment had made, and what it answered.',
  },
  sweep: {
    title: 'Sweep',
    short:
      'A search through an account for stacks of Sluice that this machine does not know of, and the offer to remove them.',
  },
  cap: {
    title: 'Cost cap',
    short:
      'The most that a deployment may cost. Before each trial Sluice adds up, and stops before the cap could be passed.',
    also: ['budget'],
  },
  'tear-down': {
    title: 'Tear down',
    short: 'To remove everything that a deployment created from its account. Saved runs are kept.',
    also: ['teardown', 'remove'],
  },
  stranded: {
    title: 'Stranded',
    short:
      'A deployment whose removal failed: something may still exist in the account, so it stays in sight until trying again succeeds.',
  },
  run: {
    title: 'Run',
    short:
      "One execution of an experiment's load on a deployment. A run is kept after its deployment is gone.",
  },
  trial: {
    title: 'Trial',
    short:
      'One call of wrk: one scenario, one path, one round. Conclusions rest on trials, never on single requests.',
    more: 'Requests within a trial share the state of machine and network, so thousands of them are still only one observation of that state. Several rounds give several trials.',
  },
  'invalid-trial': {
    title: 'Invalid trial',
    short:
      'A trial that was measured, but that counts for nothing: more than 1 % of its requests were errors, or not one was answered.',
  },
  round: {
    title: 'Round',
    short:
      'One pass over all scenarios and paths, in an order drawn by lot. Several rounds show how much the numbers vary.',
  },
  sample: { title: 'Sample', short: 'One second of a trial: how many requests were made in it.' },
  origin: {
    title: 'Origin',
    short:
      'The internal service itself: an nginx in a private subnet that serves a few files. Every scenario ends there.',
  },
  'load-generator': {
    title: 'Load generator',
    short:
      'The machine that runs wrk, beside the scenarios, so that no slow line of yours is measured along.',
  },
  baseline: {
    title: 'Baseline',
    short: 'The scenario that the others are held against; in the 2017 experiment the load balancer alone.',
  },
  'share-of-baseline': {
    title: 'Share of the baseline',
    short:
      "A scenario's throughput divided by the baseline's on the same path: 22 % means 22 requests answered where the baseline answers 100.",
  },
  prediction: {
    title: 'Prediction',
    short: 'What you expect before you measure. It is drawn beside the result, and changes nothing in it.',
  },
  seed: {
    title: 'Seed',
    short:
      'The number that decides the order of trials drawn by lot. The same seed gives the same order again.',
  },
  conditions: {
    title: 'Conditions',
    short:
      'Everything a number depends on: versions, templates, Region, zones, options. Two runs compare well where their conditions agree.',
  },
} as const satisfies Record<string, GlossaryEntry>
