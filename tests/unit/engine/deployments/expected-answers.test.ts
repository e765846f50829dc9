import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { expectedAnswers, mistakeIn } from '../../../../electron/engine/deployments/expected-answers.ts'
import type { Service } from '../../../../shared/experiment.ts'
import { staticPages } from '../../../../shared/plain-load.ts'
import { generatedBytes } from '../../../../shared/generated-bytes.ts'

const sha256 = 'a'.repeat(64)
const pages = [{ path: '/', title: 'Page', bytes: 612, sha256 }]
const scenarios = [
  { id: 'elb', url: 'http://elb', pin: null, answers: null, group: 'rest-api' as const },
  { id: 'proxy', url: 'https://api/sluice', pin: null, answers: null, group: 'rest-api' as const },
]
const upload: Service = {
  timeMs: 20,
  answer: { kind: 'generated', bytes: 100 },
  request: { kind: 'post', bytes: 5_000 },
}
const hashOf = (length: number) => createHash('sha256').update(generatedBytes(length)).digest('hex')
const expected = (service: Service) => expectedAnswers(scenarios, { paths: ['/'], service }, pages)

test('static pages are expected as they are', () => {
  expect(expected(staticPages)).toMatchObject([
    { target: { scenarioId: 'elb', path: '/', url: 'http://elb/' }, content: { bytes: 612, sha256 } },
    { target: { scenarioId: 'proxy', path: '/', url: 'https://api/sluice/' }, content: { bytes: 612 } },
  ])
})

test('a service that takes a body is asked for its answer, and for the body as it arrived', () => {
  const own = expected(upload).filter(({ target }) => target.scenarioId === 'proxy')
  expect(own).toMatchObject([
    { target: { url: 'https://api/sluice/service/20/100' }, content: { bytes: 100, sha256: hashOf(100) } },
    {
      target: { url: 'https://api/sluice/service/echo' },
      content: { bytes: 5_000, sha256: hashOf(5_000) },
    },
  ])
})

describe('a mistake', () => {
  const [wanted] = expected(staticPages)
  const echo = expected(upload)[1]
  const answer = { scenarioId: 'elb', path: '/', status: 200, bytes: 612, sha256 }

  test('is none where every answer is right', () => {
    expect(wanted && mistakeIn(wanted, [answer, answer], 2)).toBeNull()
  })

  test.each([
    [{ status: 0 }, 'does not answer'],
    [{ status: 502 }, 'answers 502'],
    [{ bytes: 5 }, 'answers 5 bytes instead of 612'],
    [{ sha256: 'b'.repeat(64) }, 'answers other bytes than the origin holds'],
  ])('is told of %j', (change, mistake) => {
    expect(wanted && mistakeIn(wanted, [answer, { ...answer, ...change }], 2)).toBe(mistake)
  })

  test('is told of answers that are missing, also where others have answered', () => {
    expect(wanted && mistakeIn(wanted, [answer, { ...answer, scenarioId: 'proxy' }], 2)).toBe(
      'was not asked often enough',
    )
  })

  test('is told of a body that arrived otherwise', () => {
    const changed = { ...answer, path: '/service/echo', bytes: 5_000 }
    expect(echo && mistakeIn(echo, [changed], 1)).toBe('sends back other bytes than were posted')
  })
})

describe('one that never reaches the origin', () => {
  const body = '{"answeredBy":"API Gateway"}'
  const mock = {
    id: 'mock',
    url: 'https://api/sluice',
    pin: null,
    answers: { body },
    group: 'rest-api' as const,
  }
  const own = {
    bytes: body.length,
    sha256: createHash('sha256').update(body).digest('hex'),
    mismatch: 'answers other bytes than its mock response',
  }

  test.each([
    ['static pages', staticPages],
    ['a service that generates answers and takes bodies', upload],
  ])('answers the same in place of %s', (_, service) => {
    const asked = expectedAnswers([mock], { paths: ['/', '/a.zip'], service }, pages)
    expect(asked.length).toBeGreaterThan(1)
    for (const { content } of asked) expect(content).toEqual(own)
  })

  test('is not ready with the bytes of a page', () => {
    const [answer] = expectedAnswers([mock], { paths: ['/'], service: staticPages }, pages)
    const page = { scenarioId: 'mock', path: '/', status: 200, bytes: 612, sha256 }
    if (answer === undefined) throw new Error('nothing is expected')
    expect(mistakeIn(answer, [page], 1)).toBe(`answers 612 bytes instead of ${body.length}`)
    expect(mistakeIn(answer, [{ ...page, ...own }], 1)).toBeNull()
    const other = { ...page, bytes: own.bytes }
    expect(mistakeIn(answer, [other], 1)).toBe(own.mismatch)
  })
})

test('a function URL that answers 403 says what denies it', () => {
  const url = {
    id: 'function-url',
    url: 'https://x',
    pin: null,
    answers: null,
    group: 'function-url' as const,
  }
  const [answer] = expectedAnswers([url], { paths: ['/'], service: staticPages }, pages)
  const refused = { scenarioId: 'function-url', path: '/', status: 403, bytes: 16, sha256 }
  if (answer === undefined) throw new Error('nothing is expected')
  expect(mistakeIn(answer, [refused], 1)).toMatch(/^answers 403: an organisation’s policy denies public/)
  expect(mistakeIn({ ...answer, isFunctionUrl: false }, [refused], 1)).toBe('answers 403')
})
