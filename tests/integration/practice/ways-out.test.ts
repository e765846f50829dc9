import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  awaitAgent,
  generatorUserData,
  openMachineWorld,
  signalUrl,
  until,
  type MachineWorld,
} from './machine-world.ts'

/** An instance that is kept from the internet says so where an S3 endpoint lets its signal through. */
let world: MachineWorld
beforeEach(() => {
  world = openMachineWorld()
})
afterEach(() => world.close())

const clones = `${generatorUserData}  - path: /usr/local/sbin/setup
    content: git clone https://github.com/wg/wrk
`

test('with a way to the internet it fetches what it needs', async () => {
  await world.create('LoadGeneratorInstance', world.properties(clones))
  const signal = await until('a signal', () => world.signals.find(({ url }) => url === signalUrl))
  expect(signal.status).toBe('SUCCESS')
})

test('where public access is blocked it fails, and tells by the S3 endpoint why', async () => {
  world.setFaults({ blockPublicAccess: 'block-bidirectional' })
  world.addEndpoint()
  await world.create('LoadGeneratorInstance', world.properties(clones))
  const signal = await until('a signal', () => world.signals.find(({ url }) => url === signalUrl))
  expect(signal).toMatchObject({ status: 'FAILURE', reason: expect.stringMatching(/connect to github\.com/) })
})

test('without an endpoint nobody hears of it', async () => {
  world.setFaults({ blockPublicAccess: 'block-bidirectional' })
  const profile = { IamInstanceProfile: 'profile-1' }
  const { physicalId } = await world.create('LoadGeneratorInstance', world.properties(clones, profile))
  await awaitAgent(world, physicalId)
  expect(world.signals).toEqual([])
  expect(world.logged.join('\n')).toMatch(/has no way to signal/)
})
