import { defineConfig } from 'vitest/config'

/** The desktop tests stand apart: they need an Electron, and a display that nobody looks at. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    globalSetup: './pack.setup.ts',
    fileParallelism: false,
    testTimeout: 60_000,
    // The first call fetches and builds the runtime: minutes.
    hookTimeout: 15 * 60_000,
  },
})
