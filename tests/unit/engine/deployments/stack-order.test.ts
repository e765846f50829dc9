import { describe, expect, test } from 'vitest'
import {
  awaitedBy,
  inOrder,
  removalOrder,
  turnsBefore,
  usersOf,
} from '../../../../electron/engine/deployments/stack-order.ts'
import { openCatalog } from '../../../../electron/engine/catalog.ts'
import { planStacks } from '../../../../electron/engine/deployments/stack-plan.ts'
import type { Stack } from '../../../../shared/deployment.ts'
import { mulberry32, shuffled } from '../../../../shared/random.ts'
import { stackPart } from '../../../../shared/stack-part.ts'

const way = (id: string, stacks: string[]) => ({ ...openCatalog().scenario('http-proxy'), id, stacks })
const needs = {
  sharedStacks: [
    { id: 'balancer', title: 'Balancer', after: 'backend' as const, needs: [] },
    { id: 'link', title: 'Link', after: 'backend' as const, needs: ['balancer'] },
    { id: 'certificate', title: 'Certificate', after: 'base' as const, needs: [] },
  ],
  scenarios: [way('linked', ['link']), way('secure', ['certificate']), way('plain', [])],
}
const stacks = planStacks('d1', needs.scenarios, needs.sharedStacks)
const parts = (found: readonly Stack[]) => found.map(stackPart)
const of = (part: string): Stack[] => stacks.filter((stack) => stackPart(stack) === part)
const awaited = (part: string) => of(part).flatMap((stack) => parts(awaitedBy(stack, stacks, needs)))
const users = (part: string) => of(part).flatMap((stack) => parts(usersOf(stack, stacks, needs)))

test('a stack is made after those whose outputs it takes, and after no others', () => {
  expect(awaited('guard')).toEqual([])
  expect(awaited('backend')).toEqual(['base'])
  expect(awaited('certificate')).toEqual(['base'])
  expect(awaited('link')).toEqual(['backend', 'balancer'])
  expect(awaited('plain')).toEqual(['backend', 'load-generator'])
  expect(awaited('linked')).toEqual(['backend', 'load-generator', 'link'])
})

describe('removal', () => {
  test('takes all that costs money first, and the role that deletes the rest last', () => {
    expect(removalOrder(stacks).map((group) => parts(group).toSorted())).toEqual([
      ['backend', 'balancer', 'certificate', 'link', 'linked', 'load-generator', 'plain', 'secure'],
      ['base'],
      ['guard'],
    ])
  })

  test('takes users before what they share, and keeps nothing else waiting', () => {
    expect(users('link')).toEqual(['linked'])
    expect(users('balancer')).toEqual(['link'])
    expect(users('certificate')).toEqual(['secure'])
    expect(users('backend')).toEqual([])
  })

  test('by the switch: as many turns after the scenarios as there are users one behind the other', () => {
    const turns = (part: string) => of(part).map((stack) => turnsBefore(stack, stacks, needs))
    expect(['linked', 'link', 'balancer', 'certificate', 'backend'].flatMap(turns)).toEqual([0, 1, 2, 1, 0])
  })

  test('a stack that this version does not know uses nothing', () => {
    const [link] = of('link')
    const strangers = stacks.map((stack) => ({ ...stack, scenarioId: stack.scenarioId && 'gone' }))
    expect(link && usersOf(link, strangers, needs)).toEqual([])
  })
})

test.each(Array.from({ length: 50 }, (_, seed) => seed))(
  'whatever order the stacks are listed in, work waits for what comes before (seed %i)',
  async (seed) => {
    const listed = shuffled(stacks, mulberry32(seed))
    const done: string[] = []
    const before = (stack: Stack) => awaitedBy(stack, listed, needs)
    await Promise.all(
      inOrder(listed, before, async (stack, waits: Promise<void>[]) => {
        await Promise.all(waits)
        for (const one of before(stack)) expect(done).toContain(one.name)
        done.push(stack.name)
      }),
    )
    expect(done.toSorted()).toEqual(stacks.map(({ name }) => name).toSorted())
  },
)
