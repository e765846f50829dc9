import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildIfOutdated } from '../../electron/cli/build.ts'
import { builtPages } from '../../electron/browser-host/serve.ts'
import type { Finding } from './bench.ts'

/** What a window loads, all screens together. */
export async function bundleSize(): Promise<Finding[]> {
  await buildIfOutdated('pages', (line) => console.error(line))
  const files = readdirSync(builtPages, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(js|css|html)$/.test(file),
  )
  const sizes = files.map((file) => ({
    file,
    bytes: gzipSync(readFileSync(join(builtPages, file)), { level: 9 }).byteLength,
  }))
  const totalKb = sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1000
  const largest = sizes.toSorted((a, b) => b.bytes - a.bytes).slice(0, 3)
  return [
    {
      name: 'size of the renderer',
      promise: 'scripts, styles and page at most 220 kB gzip',
      holds: totalKb <= 220,
      figures: {
        totalKb,
        ...Object.fromEntries(largest.map(({ file, bytes }) => [`${file}Kb`, bytes / 1000])),
      },
    },
  ]
}
