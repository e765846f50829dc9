import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/**
 * Fails where the built pages weigh more than they may. What counts is every script, style sheet and page
 * in `out/renderer`, each compressed alone with gzip at level 9: all screens together, not only what the
 * first one loads. React and chart.js are half of it.
 */
export const bundleBoundBytes = 240_000

export interface FileSize {
  file: string
  gzipBytes: number
}

/** The files of a folder of built pages that count, largest first. */
export function bundleSizes(folder: string): FileSize[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(js|css|html)$/.test(file))
    .map((file) => ({ file, gzipBytes: gzipSync(readFileSync(join(folder, file)), { level: 9 }).byteLength }))
    .toSorted((a, b) => b.gzipBytes - a.gzipBytes)
}

/** What to print about some files, and whether they stay within the bound. */
export function bundleReport(sizes: readonly FileSize[]): { holds: boolean; text: string } {
  const total = sizes.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0)
  // A folder without files is a build that went elsewhere.
  const holds = sizes.length > 0 && total <= bundleBoundBytes
  const lines = sizes.map(({ file, gzipBytes }) => `${kilobytes(gzipBytes)}  ${file}`)
  const verdict = `${kilobytes(total)}  in total; the bound is ${kilobytes(bundleBoundBytes).trim()}`
  return { holds, text: [...lines, verdict].join('\n') }
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`.padStart(9)
}

if (import.meta.main) {
  const { holds, text } = bundleReport(bundleSizes(join(import.meta.dirname, '..', 'out', 'renderer')))
  process.stdout.write(`${text}\n`)
  if (!holds) process.stderr.write('The built pages are missing, or larger than they may be.\n')
  process.exitCode = holds ? 0 : 1
}
