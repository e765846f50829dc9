import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { expectedAnswers, mistakeIn } from '../../../../electron/engine/deployments/expected-answers.ts'
import type { Service } from '../../../../shared/experiment.ts'
import { staticPages } from '../../../../shared/plain-load.ts'
import { generatedBytes } from '../../../../shared/generated-bytes.ts'

const sha256 = 'a'.repeat(64)
const pages = [{ path: '/', title: 'Page', bytes: 612, sha256 }]
const scenarios = [
  { id: 'elb', url: 'http://elb', pin: null },
  { id: 'proxy', url: 'https://api/sluice', pin: null },
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
