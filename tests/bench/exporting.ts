import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine } from '../../electron/engine/engine.ts'
import { exportFormats } from '../../electron/engine/reports/format-list.ts'
import { openStore } from '../../electron/engine/store/open.ts'
import { databaseFile } from '../../electron/platform/data-dir.ts'
import { keepRunIn } from '../kept-run.ts'
import type { Finding } from './bench.ts'
import { keepRuns } from './home.ts'
import { median } from './served-pages.ts'

const times = 10
const manyRuns = 10_000
const mostMs = 300

/** How long a run takes to become a file, among many: in every format. */
export async function exporting(): Promise<Finding[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sluice-bench-'))
  const store = openStore(databaseFile(dataDir))
  store.transaction(() => {
    keepRuns(store, manyRuns)
    keepRunIn(store, { id: 'rexport' })
  })()
  store.close()
  const engine = createEngine({ dataDir })
  try {
    const findings: Finding[] = []
    for (const { id } of exportFormats) {
      const tookMs: number[] = []
      for (let time = 0; time <= times; time += 1) {
        const startedMs = performance.now()
        const answer = await engine.dispatch('runs.export', { id: 'rexport', format: id })
        if (!answer.ok) throw new Error(answer.error.message)
        // The first time compiles.
        if (time > 0) tookMs.push(performance.now() - startedMs)
      }
      findings.push({
        name: `export as ${id}, among ${manyRuns} saved runs`,
        promise: `median of ${times}, at most ${mostMs} ms`,
        holds: median(tookMs) <= mostMs,
        figures: { medianMs: median(tookMs), worstMs: Math.max(...tookMs) },
      })
    }
    return findings
  } finally {
    await engine.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
