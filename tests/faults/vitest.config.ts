import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/**
 * Everything that goes wrong, one file after another: takes more than an hour, and is run every night, before
 * a release and after a change to deployments or runs.
 */
export default defineConfig({
  test: {
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: { name: 'matrix', include: ['tests/faults/*.test.ts'], sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        // The app as a person starts it, from the build.
        test: {
          name: 'app',
          include: ['tests/faults/app/**/*.test.ts'],
          globalSetup: 'tests/build.setup.ts',
          env: { SLUICE_BUILT_ENTRIES: resolve(import.meta.dirname, '../../out/main') },
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
