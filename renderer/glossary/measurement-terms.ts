import type { GlossaryEntry } from './glossary-entry.ts'

/** Terms of load and measurement. */
export const measurementTerms = {
  wrk: {
    title: 'wrk',
    short: 'The load tool: it keeps a fixed number of connections busy and counts the responses.',
    also: ['load tool'],
  },
  connection: {
    title: 'Connection',
    short: 'A TCP connection to the server that is kept open and used for one request after another.',
    more:
      'wrk sends the next request on a connection as soon as it has the previous response ' +
      '(a closed loop). With 50 connections, at most 50 requests are in flight.',
  },
  thread: {
    title: 'Thread',
    short: 'A thread of wrk. The connections are divided evenly among the threads.',
  },
  'closed-loop': {
    title: 'Closed loop',
    short:
      'A load in which each request waits for the previous ' +
      'response, so that a slower service receives fewer requests.',
    more: 'Throughput is then limited to the number of connections divided by the latency.',
  },
  'light-load': {
    title: 'Light load',
    short: 'One connection, so that no request waits for another: what a single request takes.',
    more:
      'Each round opens with a trial at light load for each scenario. In a closed loop of many ' +
      'connections, latency is the number of connections divided by the throughput, ' +
      'so it says nothing of its own.',
    also: ['added milliseconds'],
  },
  interval: {
    title: 'Interval',
    short:
      'Where the true value lies as far as the rounds can tell. All intervals of a run ' +
      'hold together in at least 94 of 100 runs whose rounds vary as usual.',
    more:
      'It is Student’s interval over one value per round, with its error shared among all comparisons of a ' +
      'run and all looks at it. It holds for this deployment: another one may differ.',
    also: ['confidence interval', 'whisker'],
  },
  forecast: {
    title: 'Forecast',
    short:
      'The share that would remain if the service took longer to answer: added milliseconds stay ' +
      'the same, so the slower the service, the more of its throughput remains.',
    more:
      'It takes the smaller of the measured rate and connections ÷ (latency with one connection + service ' +
      'time), for the scenario and for the baseline. Where both meet, it is a little too high.',
  },
  'service-shape': {
    title: 'Service shape',
    short:
      'What the origin does for each request: how long it takes, what it answers, ' +
      'and whether it takes a body.',
    more:
      'The share of throughput that a gateway keeps depends on it: 5 ms more matter to a service that ' +
      'takes 1 ms, and hardly to one that takes 80 ms. By default the origin serves static pages at once.',
    also: ['service time'],
  },
  'lead-in': {
    title: 'Lead-in',
    short:
      'Load before a measured trial that is not counted: some ' +
      'seconds of full load, or one request as in 2017.',
    also: ['warm-up'],
  },
  throughput: {
    title: 'Throughput',
    short: 'The number of good requests per second.',
    also: ['requests per second', 'req/s'],
  },
  'good-request': {
    title: 'Good request',
    short: 'A request with a complete response and a success status. Only good requests count as throughput.',
  },
  'unanswered-request': {
    title: 'Unanswered request',
    short: 'A request that was still in flight when the trial ended. It is not an error of the service.',
  },
  errors: {
    title: 'Errors by kind',
    short:
      'Failed requests: connection, read and write errors, timeouts, and responses with an error status.',
    also: ['timeout', 'connect error', 'status error'],
  },
  timeout: {
    title: 'Timeout',
    short: 'A request without a complete response within the time that wrk waits.',
  },
  latency: { title: 'Latency', short: 'The time from sending a request to the end of its response.' },
  percentile: {
    title: 'Percentile',
    short:
      'The latency that a given share of requests does not exceed: p50 ' +
      'is the median, and one request in a hundred exceeds p99.',
    more: 'Percentiles are never averaged: curves are read from the sum of the histograms of all trials.',
    also: ['p50', 'p90', 'p99', 'median', 'tail'],
  },
  histogram: {
    title: 'Histogram',
    short: 'The number of requests for each latency that occurred. Percentiles are read from it.',
  },
  'coordinated-omission': {
    title: 'Coordinated omission',
    short:
      'The blind spot of a closed loop: while the service stalls, ' +
      'the requests that would have been slow are not sent.',
    more:
      'A stall then appears as a few slow requests instead of ' +
      'the many that independent clients would have sent.',
  },
  'measured-latency': {
    title: 'Measured latency',
    short: 'Latencies as wrk measured them, with the blind spot of coordinated omission.',
  },
  'corrected-latency': {
    title: 'Corrected latency',
    short: 'Latencies that include an estimate of the requests that were not sent while the service stalled.',
  },
  'logarithmic-scale': {
    title: 'Logarithmic axis',
    short: 'An axis on which each step multiplies the value, so that 1 ms and 1 s fit in one chart.',
  },
  'keep-alive': {
    title: 'Keep-alive',
    short: 'Using one connection for many requests instead of opening a new one each time.',
  },
} as const satisfies Record<string, GlossaryEntry>
