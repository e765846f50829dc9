import { expect, test } from 'vitest'
import { createRun } from '../../../../electron/engine/runs/create-run.ts'
import { wrk } from '../../../../electron/engine/load/wrk/wrk.ts'
import type { Service } from '../../../../shared/experiment.ts'
import { staticPages } from '../../../../shared/plain-load.ts'
import { catalog, planned } from '../../shared/planned-deployment.ts'

const slow: Service = { ...staticPages, timeMs: 20 }

/** A run with this service on a deployment that was planned with another. @returns how many were recorded */
function runWith(service: Service, deployed: Service): number {
  let recorded = 0
  const runs = {
    add: (run: unknown) => {
      recorded += 1
      return run
    },
  }
  const { plan, ...rest } = planned()
  const deployment = planned({ ...rest, plan: { ...plan, load: { ...plan.load, service: deployed } } })
  const context = { catalog, loadTool: wrk, runs } as unknown as Parameters<typeof createRun>[0]
  try {
    createRun(context, deployment, { load: { service }, seed: 1 })
  } catch (thrown) {
    expect(recorded).toBe(0)
    throw thrown
  }
  return recorded
}

test('a run may ask for the service that its deployment was made for, and for static pages', () => {
  expect(runWith(slow, slow)).toBe(1)
  expect(runWith(staticPages, slow)).toBe(1)
  expect(runWith(staticPages, staticPages)).toBe(1)
})

test('a run that asks a deployment of static pages for more is refused before it is recorded', () => {
  expect(() => runWith(slow, staticPages)).toThrow(
    expect.objectContaining({
      code: 'invalid-input',
      details: expect.objectContaining({ field: 'load.service' }) as object,
    }) as Error,
  )
})
