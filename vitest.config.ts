import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Tests that start processes take them from the build: from source, each takes seconds to start. */
const fromTheBuild = {
  globalSetup: 'tests/build.setup.ts',
  env: { SLUICE_BUILT_ENTRIES: resolve(import.meta.dirname, 'out/main') },
}

/** Whole-app tests that hold how soon something happens, or how sure a run is: each has the machine alone. */
const timed = ['demo', 'browser/sign-in', 'browser/until-sure'].map((name) => `tests/e2e/${name}.test.ts`)

/** What lies below `tests/<name>`, and how it is run. Kinds run in this order, one after another. */
const kinds = [
  { name: 'unit', maxWorkers: 2 },
  // Each file starts processes of its own in a data folder of its own. Many wait for a time to pass.
  { name: 'integration', maxWorkers: 3, ...fromTheBuild },
  { name: 'e2e', maxWorkers: 3, exclude: timed, ...fromTheBuild },
  { name: 'e2e-timed', maxWorkers: 1, include: timed, ...fromTheBuild },
]

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Two cores are shared: what is awaited comes, but not always within a second.
    expect: { poll: { timeout: 10_000 } },
    projects: kinds.map((kind, groupOrder) => ({
      extends: true,
      test: { include: [`tests/${kind.name}/**/*.test.{ts,tsx}`], ...kind, sequence: { groupOrder } },
    })),
  },
})
