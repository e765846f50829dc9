import { describe, expect, test } from 'vitest'
import { fetchScript, parseFetch } from '../../../../electron/engine/load/scripts/fetch.ts'
import { parsePoll, pollScript } from '../../../../electron/engine/load/scripts/follow.ts'
import { generatorScript, parseGenerator } from '../../../../electron/engine/load/scripts/generator.ts'
import { parseAnswerTimes } from '../../../../electron/engine/load/scripts/answer-times.ts'
import { parseProbe, probeScript } from '../../../../electron/engine/load/scripts/probe.ts'
import {
  millionths,
  scheduleText,
  type ScheduledTrial,
} from '../../../../electron/engine/load/scripts/schedule.ts'
import { lastScript, startScript, uploadScript } from '../../../../electron/engine/load/scripts/start.ts'
import { cleanScript, stopScript } from '../../../../electron/engine/load/scripts/stop.ts'
import { wrk } from '../../../../electron/engine/load/wrk/wrk.ts'

const trial: ScheduledTrial = {
  index: 0,
  kind: 'trial',
  connections: 50,
  threads: 25,
  durationSec: 30,
  leadInSec: 3,
  deadlineSec: 45,
  url: 'http://lb.example/child/random.txt',
  countersUrl: 'http://10.0.0.10:8081/',
  spread: true,
  bodyBytes: 0,
  pin: null,
  price: { mostUsd: 1.172501, fixedUsd: 0.012, usdPerMillion: 3.5 },
}

const pin = `sha256//${'A'.repeat(43)}=`

const rounds = (count: number) => Array.from({ length: count * 20 }, (_, index) => ({ ...trial, index }))

describe('what goes into a script', () => {
  test('names of runs cannot leave the directory', () => {
    for (const script of [
      startScript,
      (id: string) => stopScript(id, wrk),
      (id: string) => lastScript(id, 1),
      (id: string) => uploadScript(id, {}, []),
      cleanScript,
      (id: string) => fetchScript(id, 0, 0),
      pollScript,
    ]) {
      expect(() => script('../other')).toThrow('cannot be called')
      expect(script('run-1')).toContain(`"$root"/runs/'run-1'`)
    }
  })

  test('text of a target is one word of the shell', () => {
    const target = { scenarioId: 'elb', path: `/it's $(here)`, url: 'http://a/', pin: null }
    expect(probeScript([target])).toContain(`probe 'elb' '/it'\\''s $(here)' 'http://a/' \n`)
  })

  test('a self-signed certificate is accepted by its public key only, and only where there is one', () => {
    const target = { scenarioId: 'alb', path: '/', url: 'https://a/', pin }
    expect(probeScript([target])).toContain(`probe 'alb' '/' 'https://a/' ${pin}\n`)
    expect(scheduleText([{ ...trial, pin }, trial])).toMatch(new RegExp(`\t${pin}\n.*\t-\n$`))
    for (const wrong of ['', 'sha256//x', `${pin} -o /etc/passwd`, `${pin};id`])
      expect(() => probeScript([{ ...target, pin: wrong }])).toThrow('is not a pinned public key')
  })

  test('addresses cannot break out of the schedule', () => {
    for (const url of ['ftp://a/', 'http://a/b c', "http://a/'", 'http://a/\tx', '-o/etc/passwd']) {
      expect(() => uploadScript('r', {}, [{ ...trial, url }])).toThrow('is not an address')
    }
  })

  test('money goes in whole millionths and billionths of a dollar, rounded up', () => {
    const [line] = scheduleText([{ ...trial, bodyBytes: 256 }]).split('\n')
    expect(line?.split('\t').slice(8)).toEqual(['trial', '1', '256', '1172501', '3500', '12000', '-'])
    expect(millionths(0.000_000_1)).toBe(1)
  })

  test('a hundred rounds of twenty trials fit into one command, a thousand do not', () => {
    expect(uploadScript('r', { 'runner.sh': 'x'.repeat(9_000) }, rounds(100)).length).toBeLessThan(40_000)
    expect(() => uploadScript('r', {}, rounds(1000))).toThrow('too long to send')
  })
})

describe('what comes back', () => {
  test('a poll gives journal, live seconds and the position of the next', () => {
    const poll = parsePoll(
      [
        'after 2 -1 -1',
        'alive yes',
        'lines 5',
        'journal measuring 3 1700',
        'journal finished 3 1800 0',
        'second 4 0 120',
        'second 4 1 130',
        'end',
        '',
      ].join('\n'),
    )
    expect(poll).toEqual({
      exists: true,
      alive: true,
      journal: [
        { kind: 'measuring', index: 3, atMs: 1700 },
        { kind: 'finished', index: 3, atMs: 1800, code: 0 },
      ],
      more: true,
      live: {
        index: 4,
        samples: [
          { offsetMs: 0, requests: 120 },
          { offsetMs: 1000, requests: 130 },
        ],
      },
      position: { journalLine: 4, live: { index: 4, second: 1 } },
    })
  })

  test('a poll without news keeps its position', () => {
    expect(parsePoll('after 7 4 1\nalive no\nlines 7\nend\n').position).toEqual({
      journalLine: 7,
      live: { index: 4, second: 1 },
    })
    expect(parsePoll('after 0 -1 -1\nmissing\nend\n')).toMatchObject({
      exists: false,
      alive: false,
      position: { journalLine: 0, live: null },
    })
  })

  test('an answer that was cut off is no answer', () => {
    expect(() => parsePoll('alive yes\nlines 5\njour')).toThrow('cut off')
    expect(() => parseProbe('')).toThrow('cut off')
    expect(() => parseFetch('')).toThrow('instead of a result')
  })

  test('pages of a result', () => {
    expect(parseFetch('total    41000\nH4sIA\n')).toEqual({ total: 41_000, text: 'H4sIA' })
    expect(parseFetch('missing\n')).toBeNull()
  })

  test.each([
    'journal measuring',
    'journal measuring 3 x',
    'journal finished 3 1800',
    'journal exploded 3 1800',
    'journal constructor',
  ])('a journal with the line "%s" is refused', (line) => {
    expect(() => parsePoll(`after 0 -1 -1\nalive yes\nlines 1\n${line}\nend\n`)).toThrow('The journal')
  })

  test('a wrk that was built without its history has an unknown version', () => {
    const unknown = { name: 'wrk', version: 'unknown', standsFor: null }
    expect(wrk.check.parse('wrk  [epoll] Copyright (C) 2012 Will Glozer')).toEqual(unknown)
    // What `runner.sh` leaves of it.
    expect(wrk.check.parse('wrk  [epoll] Copyright C 2012 Will Glozer')).toEqual(unknown)
    expect(() => wrk.check.parse('sh: 1: wrk: not found')).toThrow('has no wrk')
  })

  test('versions', () => {
    expect(wrk.check.parse('wrk debian/4.1.0-3+b2 [epoll] Copyright (C) 2012 Will Glozer')).toEqual({
      name: 'wrk',
      version: 'debian/4.1.0-3+b2',
      standsFor: null,
    })
    expect(() => wrk.check.parse('sh: wrk: not found')).toThrow('has no wrk')
    expect(generatorScript(wrk)).toContain('"tool $(wrk -v 2>&1 | head -n 1)"')
    const printed = 'tool wrk 4.2.0 [epoll] C\ncurl curl 8.1.0 (x)\nsystem Linux 6.1 x86_64\ncores 2\n'
    expect(parseGenerator(printed, wrk)).toEqual({
      tool: { name: 'wrk', version: '4.2.0', standsFor: null },
      curl: 'curl 8.1.0',
      system: 'Linux 6.1 x86_64',
      cores: 2,
    })
  })
})

describe('the times of answers', () => {
  test('are those of a warm connection, in milliseconds, without refused ones', () => {
    const answers = ['200 0.900000', '200 0.051000', '429 0.001000', '200 0.052500']
    const stdout = ['of elb', ...answers, 'of gone', '000 0.000000', 'end', ''].join('\n')
    expect(parseAnswerTimes(stdout)).toEqual([
      { scenarioId: 'elb', ms: [51, 52.5] },
      { scenarioId: 'gone', ms: [] },
    ])
  })

  test('that are cut off, or no times, are refused', () => {
    expect(() => parseAnswerTimes('of elb\n200 0.1\n')).toThrow('cut off')
    expect(() => parseAnswerTimes('of elb\nsh: curl: not found\nend\n')).toThrow('sh: curl: not found')
  })
})
