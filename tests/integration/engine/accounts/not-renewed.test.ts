import { afterEach, beforeEach, expect, test } from 'vitest'
import { removalOf } from '../../../../electron/cli/removal-outcome.ts'
import { call, until } from '../../../../electron/cli/session.ts'
import { openProfileWorld, type ProfileWorld } from './profile-world.ts'
import { planShort } from './short-run.ts'

let world: ProfileWorld
beforeEach(async () => {
  world = await openProfileWorld()
})
afterEach(() => world.end())

test(
  'credentials that nobody renews: it is said why nothing is removed, and what stays',
  { timeout: 180_000 },
  async () => {
    // As a terminal in a script does: whatever needs a person is cancelled.
    world.engine.onEvent((event) => {
      if (event.name === 'prompt.opened')
        void call(world.engine, 'prompts.answer', { kind: 'cancel', id: event.data.id })
    })
    world.profiles(`[profile work]\n${(await world.sessionKeys(10)).text}\n`)
    const { id } = await planShort(world.engine)
    await call(world.engine, 'experiments.run', { id, accountId: '123456789012' })
    const ask = () => call(world.engine, 'deployments.get', { id })
    const ended = async () =>
      until(world.engine, ask, ({ phase }) => ['ready', 'removed', 'stranded'].includes(phase))
    const stranded = await ended()
    expect(stranded.phase).toBe('stranded')
    expect(removalOf(stranded).sentence).toMatch(
      /have expired\. They were not renewed\. These stacks may still exist: sluice-.*-guard/,
    )

    // With other keys the same removal goes on.
    world.profiles('[profile work]\nKEYS\n')
    await call(world.engine, 'deployments.remove', { id })
    expect((await until(world.engine, ask, ({ phase }) => phase !== 'removing')).phase).toBe('removed')
  },
)
