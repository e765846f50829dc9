import type { GlossaryEntry } from './glossary-entry.ts'

/** The words of load and measurement. */
export const measurementTerms = {
  wrk: {
    title: 'wrk',
    short:
      'The program that makes the load: it keeps a fixed number of connections busy and counts what comes back.',
    also: ['load tool'],
  },
  connection: {
    title: 'Connection',
    short: 'A line to the server that is kept open and used for one request after another.',
    more: 'wrk sends the next request on a connection as soon as the last one is answered (a closed loop). With 50 connections there are never more than 50 requests under way.',
  },
  thread: {
    title: 'Thread',
    short: "A part of wrk that serves its share of the connections on one of the machine's cores.",
  },
  'closed-loop': {
    title: 'Closed loop',
    short: 'Load in which the next request waits for the last answer: a slower service is asked less often.',
    more: 'Throughput is then bounded by the number of connections divided by the time of one answer.',
  },
  'lead-in': {
    title: 'Lead-in',
    short:
      'What comes before a measured trial and is not counted: a stretch of full load, or one request as in 2017.',
    also: ['warm-up'],
  },
  throughput: {
    title: 'Throughput',
    short: 'How many requests are answered per second.',
    also: ['requests per second', 'req/s'],
  },
  'good-request': {
    title: 'Good request',
    short:
      'A request that was answered, completely and with a status of success. Only these count as throughput.',
  },
  'unanswered-request': {
    title: 'Unanswered request',
    short: 'A request that was still under way when the trial ended. It is not an error of the service.',
  },
  errors: {
    title: 'Errors by kind',
    short:
      'What went wrong: no connection, reading or writing broke off, no answer in time, or a status that is no success.',
    also: ['timeout', 'connect error', 'status error'],
  },
  timeout: {
    title: 'Timeout',
    short: 'A request that had no complete answer within the time that wrk waits for one.',
  },
  latency: { title: 'Latency', short: 'The time from sending a request to the end of its answer.' },
  percentile: {
    title: 'Percentile',
    short:
      'The latency that a given share of requests stays within: p50 is the middle one, p99 is exceeded by one request in a hundred.',
    more: 'Percentiles are never averaged: the histograms of all trials are added up and the percentile is read from the sum.',
    also: ['p50', 'p90', 'p99', 'median', 'tail'],
  },
  histogram: {
    title: 'Histogram',
    short: 'How many requests took how long, for every latency that occurred. Percentiles are read from it.',
  },
  'coordinated-omission': {
    title: 'Coordinated omission',
    short:
      'The blind spot of a closed loop: while the service stalls, the requests that would have suffered are never sent.',
    more: 'One stall then shows up as a few slow requests instead of the many that independent callers would have made.',
  },
  'measured-latency': {
    title: 'Measured latency',
    short: 'Latencies exactly as wrk saw them, with the blind spot of coordinated omission.',
  },
  'corrected-latency': {
    title: 'Corrected latency',
    short:
      'Latencies with the requests added that were left out while the service stalled: an estimate, kept beside the measured view.',
  },
  'logarithmic-scale': {
    title: 'Logarithmic axis',
    short: 'An axis on which each step multiplies: it shows 1 ms and 1 s in one chart.',
  },
  'keep-alive': {
    title: 'Keep-alive',
    short: 'Using one connection for many requests instead of opening a new one each time.',
  },
} as const satisfies Record<string, GlossaryEntry>
