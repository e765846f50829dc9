import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { packApp, type PackedApp } from './packed-app.ts'

declare module 'vitest' {
  interface ProvidedContext {
    packed: PackedApp
  }
}

/** Packs the app once for all files. @returns removes it */
export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-pack-'))
  try {
    project.provide('packed', packApp(folder))
  } catch (thrown) {
    rmSync(folder, { recursive: true, force: true })
    throw thrown
  }
  return () => rmSync(folder, { recursive: true, force: true })
}
