import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { include: ['tests/moto/**/*.test.ts'], testTimeout: 30_000 } })
