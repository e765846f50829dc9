import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { decodeTrial } from '../../../../electron/engine/load/decode.ts'
import { stubStatus } from '../../../../electron/engine/load/nginx-origin.ts'
import { runnerFiles } from '../../../../electron/engine/load/runner-files.ts'
import { fetchScript, parseFetch, type TrialPart } from '../../../../electron/engine/load/scripts/fetch.ts'
import { parsePoll, pollFromStart, pollScript } from '../../../../electron/engine/load/scripts/follow.ts'
import { generatorScript, parseGenerator } from '../../../../electron/engine/load/scripts/generator.ts'
import {
  answerTimesScript,
  askedAnswers,
  parseAnswerTimes,
} from '../../../../electron/engine/load/scripts/answer-times.ts'
import type { JournalEntry } from '../../../../electron/engine/load/scripts/journal.ts'
import { parseProbe, probeScript } from '../../../../electron/engine/load/scripts/probe.ts'
import { deadlineFor, type ScheduledTrial } from '../../../../electron/engine/load/scripts/schedule.ts'
import { lastScript, startScript, uploadScript } from '../../../../electron/engine/load/scripts/start.ts'
import { cleanScript, stopScript } from '../../../../electron/engine/load/scripts/stop.ts'
import { wrk } from '../../../../electron/engine/load/wrk/wrk.ts'
import { generatedBytes } from '../../../../shared/generated-bytes.ts'
import { slowEcho } from './slow-echo.ts'
import { stallingServer } from './stalling-server.ts'

const templates = path.join(import.meta.dirname, '../../../../templates/load')
const counters = stubStatus('http://127.0.0.1:8081/')
const files = runnerFiles(wrk, counters, (name) => readFileSync(path.join(templates, name), 'utf8'))

let root = ''
let server: Awaited<ReturnType<typeof stallingServer>>

beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'sluice-runner-'))
  server = await stallingServer({ everyMs: 500, stallMs: 200 })
})

afterEach(async () => {
  rmSync(root, { recursive: true, force: true })
  await server.close()
})

/** Runs a script as SSM does: its output when it has ended, an error where it fails. */
async function shell(script: string): Promise<string> {
  const child = spawn('sh', ['-c', script], {
    env: { PATH: process.env['PATH'] ?? '', SLUICE_ROOT: root },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (text) => (stdout += text))
  child.stderr.on('data', (text) => (stderr += text))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`)
  return stdout
}

const trial = (change: Partial<ScheduledTrial>): ScheduledTrial => ({
  index: 0,
  kind: 'trial',
  connections: 4,
  threads: 2,
  durationSec: 1,
  leadInSec: 0,
  deadlineSec: deadlineFor(1),
  url: server.url,
  countersUrl: null,
  spread: false,
  bodyBytes: 0,
  pin: null,
  price: { mostUsd: 0, fixedUsd: 0, usdPerMillion: 0 },
  ...change,
})

async function startRun(schedule: ScheduledTrial[]) {
  await shell(uploadScript('run', files, schedule))
  expect(await shell(startScript('run'))).toBe('started\n')
}

/** Polls until the journal has an entry of this kind. */
async function follow(until: JournalEntry['kind']) {
  const journal: JournalEntry[] = []
  const samples: { offsetMs: number; requests: number }[] = []
  for (let position = pollFromStart; ;) {
    const poll = parsePoll(await shell(pollScript('run', position)))
    position = poll.position
    journal.push(...poll.journal)
    samples.push(...(poll.live?.samples ?? []))
    if (journal.some(({ kind }) => kind === until)) return { journal, samples }
    if (!poll.alive && !poll.more && poll.journal.length === 0)
      throw new Error(`The runner is gone: ${JSON.stringify(journal)}`)
    await delay(100)
  }
}

/** Fetches in small pages, as a large result would come. */
async function fetchTrial(index: number, part: TrialPart = 'result') {
  let packed = ''
  for (;;) {
    const page = parseFetch(await shell(fetchScript('run', index, packed.length, part)))
    if (page === null) throw new Error('no result')
    packed += page.text
    if (packed.length >= page.total) return decodeTrial(packed, wrk, counters)
  }
}

test('a round with a lead-in; the histogram has every latency of a stalling server once', async () => {
  await startRun([
    trial({ index: 0, kind: 'warm' }),
    trial({ index: 1, durationSec: 2 }),
    trial({ index: 2, leadInSec: 1 }),
  ])
  expect(await shell(startScript('run'))).toBe('already\n')
  const { journal, samples } = await follow('done')
  expect(journal.map((entry) => entry.kind)).toEqual([
    'warmed',
    'measuring',
    'finished',
    'leadin',
    'measuring',
    'finished',
    'done',
  ])
  expect(journal[0]).toMatchObject({ index: 0, code: 200 })

  const { result, histogram, interrupted } = await fetchTrial(1)
  expect(interrupted).toBe(false)
  expect(result.generator.name).toBe('wrk')
  expect(result.latencyUs.measured.count).toBe(result.requests - result.errors.timeout)
  // Four connections, one stall of 200 ms in every half second: as many slow requests as connections and
  // stalls, and nothing between.
  const slow = histogram.filter(([value]) => value > 150_000).reduce((sum, [, count]) => sum + count, 0)
  expect(slow).toBeGreaterThanOrEqual(4 * 3)
  expect(slow).toBeLessThanOrEqual(4 * 5)
  expect(result.latencyUs.measured.max).toBeLessThan(450_000)
  // wrk's own view holds the requests that were not sent meanwhile, too.
  expect(result.latencyUs.corrected.count).toBeGreaterThan(result.latencyUs.measured.count)
  expect(result.latencyUs.corrected.p99 ?? 0).toBeGreaterThan(result.latencyUs.measured.p99 ?? 0)
  expect(result.samples.map(({ offsetMs }) => offsetMs)).toEqual([0, 1000])
  expect(result.unanswered).toBeLessThanOrEqual(4)
  // What was shown while it ran is what came in the end.
  expect(samples[0]).toEqual(result.samples[0])

  expect((await fetchTrial(2)).result.requests).toBeGreaterThan(0)
  expect(await shell(cleanScript('run'))).toBe('clean\n')
  expect(readdirSync(path.join(root, 'runs'))).toEqual([])
})

test('a stop ends the running trial with its figures, and no further one starts', async () => {
  await startRun([trial({ durationSec: 20, deadlineSec: deadlineFor(20) }), trial({ index: 1 })])
  await follow('measuring')
  await expect(shell(cleanScript('run'))).rejects.toThrow('still at work')
  await delay(300)
  expect(await shell(stopScript('run', wrk))).toBe('stopped\n')
  const { journal } = await follow('stopped')
  expect(journal.map((entry) => entry.kind)).toEqual(['measuring', 'finished', 'stopped'])
  const { interrupted, result } = await fetchTrial(0)
  expect(interrupted).toBe(true)
  expect(result.durationMs).toBeLessThan(5_000)
  expect(result.latencyUs.measured.count).toBe(result.requests)
})

test('a trial over its deadline is ended; a missing server fails one trial and not the run', async () => {
  await startRun([
    trial({ durationSec: 20, deadlineSec: 1 }),
    trial({ index: 1, url: 'http://127.0.0.1:1/' }),
    trial({ index: 2 }),
  ])
  const { journal } = await follow('done')
  expect(journal.flatMap((entry) => (entry.kind === 'finished' ? [entry.code] : []))).toEqual([0, 1, 0])
  expect((await fetchTrial(0)).interrupted).toBe(true)
  await expect(fetchTrial(1)).rejects.toThrow('unable to connect')
  expect((await fetchTrial(2)).result.requests).toBeGreaterThan(0)
})

test('after a trial with status errors their codes are counted at the same load', async () => {
  await startRun([trial({ url: new URL('/broken', server.url).href }), trial({ index: 1, durationSec: 1 })])
  const { journal } = await follow('done')
  expect(journal.map(({ kind }) => kind)).toEqual([
    'measuring',
    'finished',
    'diagnosing',
    'diagnosed',
    'measuring',
    'finished',
    'done',
  ])
  const measured = (await fetchTrial(0)).result
  expect(measured.errors.status).toBeGreaterThan(0)
  expect(measured.statusCodes).toBeNull()
  const { result } = await fetchTrial(0, 'diagnosis')
  const { 200: good = 0, 502: bad = 0, ...others } = result.statusCodes ?? {}
  expect(others).toEqual({})
  expect(good + bad).toBe(result.requests)
  expect(bad).toBe(result.errors.status)
  expect(bad / result.requests).toBeCloseTo(0.5, 1)
  expect(await shell(fetchScript('run', 1, 0, 'diagnosis'))).toBe('missing\n')
})

test('probes report status, length and hash of every answer', async () => {
  const targets = [
    { scenarioId: 'elb', path: '/page', url: server.url, pin: null },
    { scenarioId: 'gone', path: '/', url: 'http://127.0.0.1:1/', pin: null },
  ]
  const hello = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'
  const answer = { scenarioId: 'elb', path: '/page', status: 200, bytes: 5, sha256: hello }
  const answers = parseProbe(await shell(probeScript(targets, 3)))
  expect(answers.slice(0, 3)).toEqual([answer, answer, answer])
  expect(answers.slice(3)).toMatchObject([{ scenarioId: 'gone', status: 0, bytes: 0 }])
  expect(readdirSync(root)).toEqual([])
})

test.each([1, 5_000, 1_000_000])('a probe posts %d generated bytes', async (length) => {
  const echo = await slowEcho(0)
  const targets = [{ scenarioId: 'elb', path: '/service/echo', url: echo.url, pin: null }]
  const [answer] = parseProbe(await shell(probeScript(targets, 1, length)))
  const sha256 = createHash('sha256').update(generatedBytes(length)).digest('hex')
  expect(answer).toMatchObject({ status: 200, bytes: length, sha256 })
  expect(readdirSync(root)).toEqual([])
})

test('ten answers of each scenario are timed, on one connection that is open', async () => {
  const [slow, quick] = [await slowEcho(60), await slowEcho(0)]
  const targets = [
    { scenarioId: 'slow', url: slow.url, pin: null },
    { scenarioId: 'gone', url: 'http://127.0.0.1:1/', pin: null },
    { scenarioId: 'quick', url: quick.url, pin: null },
  ]
  const times = parseAnswerTimes(await shell(answerTimesScript(targets, 100)))
  expect(times.map(({ scenarioId, ms }) => [scenarioId, ms.length])).toEqual([
    ['slow', 10],
    ['gone', 0],
    ['quick', 10],
  ])
  for (const ms of times[0]?.ms ?? []) expect(ms).toBeGreaterThan(59)
  expect(Math.min(...(times[2]?.ms ?? []))).toBeLessThan(59)
  expect([slow.counts, quick.counts]).toEqual(
    Array.from({ length: 2 }, () => ({ connections: 1, requests: askedAnswers })),
  )
  expect(readdirSync(root)).toEqual([])
})

test('tools are named with their versions', async () => {
  const tools = parseGenerator(await shell(generatorScript(wrk)), wrk)
  expect(tools.tool.name).toBe('wrk')
  expect(tools.cores).toBeGreaterThanOrEqual(1)
})

test('the runner is done after the trial that is set as the last, and interrupts none', async () => {
  await startRun([0, 1, 2, 3].map((index) => trial({ index })))
  await follow('finished')
  // The next one has begun meanwhile.
  await shell(lastScript('run', 0))
  const { journal } = await follow('done')
  const finished = journal.filter(({ kind }) => kind === 'finished')
  expect(finished.length).toBeLessThanOrEqual(2)
  expect(finished).toHaveLength(journal.filter(({ kind }) => kind === 'measuring').length)
  expect((await fetchTrial(finished.length - 1)).interrupted).toBe(false)
})

test('the runner ends before a trial that the budget has no room for', async () => {
  // A dollar for each million requests, and each trial a ceiling of 2 dollars.
  const price = { mostUsd: 2, fixedUsd: 0.5, usdPerMillion: 1 }
  const schedule = [0, 1, 2, 3].map((index) => trial({ index, price }))
  await shell(uploadScript('run', files, schedule, 3.4))
  await shell(startScript('run'))
  const { journal } = await follow('capped')
  const { result } = await fetchTrial(0)
  // Each trial books half a dollar and at most ten cents: after three, less than 2 dollars are left.
  expect(result.requests * 1e-6).toBeLessThan(0.1)
  expect(journal.filter(({ kind }) => kind === 'finished')).toHaveLength(3)
  expect(journal.at(-1)).toEqual({ kind: 'capped' })
})

test('a trial without a result is booked at its ceiling', async () => {
  const broken = { ...files, 'tool.sh': `${files['tool.sh']}\ntool_trial() { exit 1; }\n` }
  const price = { mostUsd: 1, fixedUsd: 0, usdPerMillion: 0 }
  await shell(
    uploadScript(
      'run',
      broken,
      [0, 1, 2].map((index) => trial({ index, price })),
      2.5,
    ),
  )
  await shell(startScript('run'))
  const { journal } = await follow('capped')
  expect(journal.filter(({ kind }) => kind === 'finished')).toHaveLength(2)
})

test("the load tool's own share of the processors that it may use", async () => {
  const pinned = files['tool.sh']?.replaceAll('exec wrk', 'exec taskset -c 0 wrk')
  const schedule = [trial({ connections: 64, durationSec: 2 })]
  await shell(uploadScript('run', { ...files, 'tool.sh': pinned ?? '' }, schedule))
  await shell(startScript('run'))
  await follow('done')
  const { generatorLoad } = (await fetchTrial(0)).result
  expect(generatorLoad).toBeGreaterThan(0)
  expect(generatorLoad).toBeLessThan(1.1)
})

test("wrk's own error is kept, and not the end of its usage", async () => {
  const usage = `Usage: wrk <options> <url>\n${'  -x, --option <N>  What it does\n'.repeat(30)}`
  const tool =
    `tool=wrk\ntool_version() { echo 'wrk  [epoll] Copyright'; }\n` +
    `tool_trial() { echo 'unable to do it' >&2; printf '%s' '${usage}'; exit 1; }\n`
  const broken = { ...files, 'tool.sh': tool }
  await shell(uploadScript('run', broken, [trial({})]))
  await shell(startScript('run'))
  await follow('done')
  await expect(fetchTrial(0)).rejects.toThrow(
    'The trial failed: wrk ended with exit code 1 and left no result: unable to do it',
  )
})
