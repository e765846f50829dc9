import { defineConfig } from 'vitest/config'

/**
 * The whole fault matrix: takes an hour, and is run before a release or after a change to deployments
 * or runs.
 */
export default defineConfig({
  test: {
    include: ['tests/faults/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
})
