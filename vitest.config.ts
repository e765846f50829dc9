import { defineConfig } from 'vitest/config'

/** One kind of tests: what lies below `tests/<name>`. Kinds run one after another, in the order given here. */
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
      // They start processes of their own on ports of their own, and measure nothing.
      kind('integration', 1, true),
      // They measure: nothing else may run beside them.
      kind('e2e', 2, false),
    ],
  },
})
