import { expect, test } from 'vitest'
import { isInFlight, isLive, nextPhase, phases, type Step } from '../../../shared/lifecycle.ts'

const steps: Step[] = ['deploy', 'measure', 'measured', 'remove', 'removed', 'strand']

test('whatever may exist in an account can only leave it through removing', () => {
  const ways = phases.flatMap((phase) =>
    steps.flatMap((step) => (nextPhase(phase, step) === 'removed' ? [phase] : [])),
  )
  expect(ways).toEqual(['removing'])
  for (const phase of phases.filter(isLive)) {
    const reachable = new Set<string>([phase])
    for (let hops = 0; hops < phases.length; hops += 1) {
      for (const from of phases)
        if (reachable.has(from)) for (const step of steps) reachable.add(nextPhase(from, step) ?? from)
    }
    expect(reachable.has('removed'), phase).toBe(true)
  }
})

test('a removal that failed stays visible and can be tried again', () => {
  expect(nextPhase('removing', 'strand')).toBe('stranded')
  expect(isLive('stranded')).toBe(true)
  expect(nextPhase('stranded', 'remove')).toBe('removing')
})

test('steps that make no sense are not possible', () => {
  expect(nextPhase('planned', 'measure')).toBeUndefined()
  expect(nextPhase('removed', 'deploy')).toBeUndefined()
  expect(nextPhase('removing', 'remove')).toBeUndefined()
})

test('phases that end in -ing have work in flight', () => {
  expect(phases.filter(isInFlight)).toEqual(['deploying', 'measuring', 'removing'])
})
