import { defineConfig } from 'vitest/config'

/** One kind of tests: what lies below `tests/<name>`. */
const kind = (name: string, groupOrder: number) => ({
  extends: true as const,
  test: { name, include: [`tests/${name}/**/*.test.{ts,tsx}`], sequence: { groupOrder } },
})

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Each file starts processes of its own in a data folder of its own, so that two can run side by side.
    maxWorkers: 2,
    // The fast ones first; the others run together, so that no core waits for the last file of a kind.
    projects: [kind('unit', 0), kind('integration', 1), kind('e2e', 1)],
  },
})
