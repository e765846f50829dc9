import { defineConfig } from 'vitest/config'

/** One kind of tests: what lies below `tests/<name>`. Kinds run one after another. */
const kind = (name: string, groupOrder: number, fileParallelism: boolean) => ({
  extends: true as const,
  test: { name, include: [`tests/${name}/**/*.test.{ts,tsx}`], sequence: { groupOrder }, fileParallelism },
})

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      kind('unit', 0, true),
      // Each file starts processes of its own in a data folder of its own.
      kind('integration', 1, true),
      // They deploy and measure, which takes both cores.
      kind('e2e', 2, false),
    ],
  },
})
