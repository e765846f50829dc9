import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/** One kind of tests: what lies below `tests/<name>`. Kinds run one after another. */
const kind = (name: string, groupOrder: number, fileParallelism: boolean) => ({
  extends: true as const,
  test: { name, include: [`tests/${name}/**/*.test.{ts,tsx}`], sequence: { groupOrder }, fileParallelism },
})

/** Tests that start processes take them from the build: from source, each takes seconds to start. */
const ofProcesses = (name: string, groupOrder: number, fileParallelism: boolean) => {
  const { test, ...rest } = kind(name, groupOrder, fileParallelism)
  const env = { SLUICE_BUILT_ENTRIES: resolve(import.meta.dirname, 'out/main') }
  return { ...rest, test: { ...test, globalSetup: 'tests/build.setup.ts', env } }
}

const withWorkers = (maxWorkers: number, { test, ...rest }: ReturnType<typeof ofProcesses>) => ({
  ...rest,
  test: { ...test, maxWorkers },
})

/** Whole-app tests that hold how soon something happens, or how sure a run is: each has the machine alone. */
const timed = ['demo', 'browser/sign-in', 'browser/until-sure'].map((name) => `tests/e2e/${name}.test.ts`)
const e2e = ofProcesses('e2e', 2, true)
const timedE2e = ofProcesses('e2e', 3, false)

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Two cores are shared: what is awaited comes, but not always within a second.
    expect: { poll: { timeout: 10_000 } },
    maxWorkers: 2,
    projects: [
      kind('unit', 0, true),
      // Each file starts processes of its own in a data folder of its own. Many wait for a time to pass.
      withWorkers(3, ofProcesses('integration', 1, true)),
      // They wait most of the time, but for those that end soon after a person's or a process's silence.
      { ...e2e, test: { ...e2e.test, exclude: timed } },
      { ...timedE2e, test: { ...timedE2e.test, name: 'e2e-timed', include: timed } },
    ],
  },
})
