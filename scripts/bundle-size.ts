import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/**
 * Fails where the built pages weigh more than they may. What counts is every script, style sheet and page
 * in `out/renderer`, each compressed alone with gzip at level 9. `opening` is what a window loads before it
 * shows Home: the page and what it names. `all` is every screen and dialog together. Of it, React is 70 kB,
 * the parts of chart.js that are registered are 50 kB, style sheets 12 kB, and the rest are screens, texts
 * and what `shared/` computes for them, no file of it more than 2 kB.
 */
export const bundleBounds = { opening: 106_000, all: 263_000 }

export interface FileSize {
  file: string
  gzipBytes: number
  /** Whether the page names it, or is it. */
  opening: boolean
}

/** The files of a folder of built pages that count, largest first. */
export function bundleSizes(folder: string): FileSize[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(js|css|html)$/.test(file),
  )
  const pages = files.filter((file) => file.endsWith('.html'))
  const named = pages.map((page) => readFileSync(join(folder, page), 'utf8')).join('\n')
  return files
    .map((file) => ({
      file,
      gzipBytes: gzipSync(readFileSync(join(folder, file)), { level: 9 }).byteLength,
      opening: pages.includes(file) || named.includes(`./${file}"`),
    }))
    .toSorted((a, b) => b.gzipBytes - a.gzipBytes)
}

/** What some files weigh together, in bytes. */
export function bundleTotals(sizes: readonly FileSize[]): Record<keyof typeof bundleBounds, number> {
  const sum = (some: readonly FileSize[]): number => some.reduce((all, one) => all + one.gzipBytes, 0)
  return { opening: sum(sizes.filter(({ opening }) => opening)), all: sum(sizes) }
}

/** What to print about some files, and whether they stay within the bounds. */
export function bundleReport(sizes: readonly FileSize[]): { holds: boolean; text: string } {
  const totals = bundleTotals(sizes)
  // A folder without files is a build that went elsewhere.
  const holds = totals.opening > 0 && totals.opening <= bundleBounds.opening && totals.all <= bundleBounds.all
  const lines = sizes.map(({ file, gzipBytes }) => `${kilobytes(gzipBytes)}  ${file}`)
  const verdict = (kind: keyof typeof bundleBounds, what: string): string =>
    `${kilobytes(totals[kind])}  ${what}; the bound is ${kilobytes(bundleBounds[kind]).trim()}`
  const verdicts = [verdict('opening', 'before Home is shown'), verdict('all', 'in total')]
  return { holds, text: [...lines, ...verdicts].join('\n') }
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
