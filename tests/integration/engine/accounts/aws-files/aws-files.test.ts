import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openProfileWorld, type ProfileWorld } from '../profile-world.ts'
import { callCases } from './call-cases.ts'
import { expectedAnswer, type Answer } from './files-case.ts'
import { layOutCase } from './lay-out-case.ts'
import { nameCases } from './name-cases.ts'
import { readWithBotocore } from './read-botocore.ts'
import { readWithSluice, type OurAnswer } from './read-ours.ts'
import { sourceCases } from './source-cases.ts'
import { textCases } from './text-cases.ts'

/**
 * The person's AWS files, as Sluice and as botocore read them. A row lists where the two differ, with a
 * reason; anything else is the same. Signing in ends at the practice account: no request goes elsewhere.
 */
const cases = [...nameCases, ...textCases, ...sourceCases, ...callCases]
let world: ProfileWorld
const ours = new Map<string, OurAnswer>()
const theirs = new Map<string, Answer>()
beforeAll(async () => {
  world = await openProfileWorld()
  const { token } = await world.webIdentity()
  const laidOut = cases.map((one, index) =>
    layOutCase(world, join(world.dataDir, 'cases', String(index)), one, token),
  )
  for (const [index, { name }] of cases.entries()) {
    const environment = laidOut[index]
    if (environment) ours.set(name, atPractice(await readWithSluice(environment)))
  }
  for (const [index, answer] of (await readWithBotocore(laidOut)).entries())
    theirs.set(cases[index]?.name ?? '', atPractice(answer))
}, 180_000)
afterAll(() => world?.end())

/** The endpoint of the practice account by its word: its port is another one each time. */
function atPractice<A extends Answer>(answer: A): A {
  return { ...answer, endpoint: answer.endpoint === world.practice.endpoint ? 'practice' : answer.endpoint }
}

describe.each(cases)('$name', (one) => {
  const { name } = one
  const expected = expectedAnswer(one)

  test('is read, or refused with a reason', () => {
    const { described, says, named, ...answer } = ours.get(name) ?? expect.fail('not read')
    // A refusal before any credential is read says nothing about Region and endpoint.
    const known =
      described === null ? { ...answer, region: expected.region, endpoint: expected.endpoint } : answer
    expect(known).toEqual(expected)
    expect(named).toEqual(one.named ?? [])
    if (one.says === undefined) expect(['sso', null]).toContain(says === null ? null : answer.gives)
    else expect(says).toMatch(one.says)
    expect(says ?? '').not.toMatch(/undefined|ENOENT: no such file.*cache|hunter2|Cannot read prop/)
  })

  test('comes from where it was said to come from', () => {
    const { described, gives } = ours.get(name) ?? expect.fail('not read')
    if (gives !== 'refused' && gives !== 'login') expect(gives.split(' ')[0]).toBe(described)
  })

  test('is the same for botocore, or differs for a reason', () => {
    const { why, ...differs } = one.botocore ?? { why: null }
    expect(theirs.get(name)).toEqual({ ...expected, ...differs })
    if (why !== null) expect(differs).not.toEqual({})
    for (const [field, value] of Object.entries(differs))
      expect(value, `${field} does not differ`).not.toEqual(expected[field as keyof Answer])
  })
})

test('there are enough of them, and none twice', () => {
  expect(cases.length).toBeGreaterThanOrEqual(40)
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length)
})
