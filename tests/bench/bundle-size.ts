import { bundleBoundBytes, bundleSizes } from '../../scripts/bundle-size.ts'
import { builtPages } from '../../electron/browser-host/serve.ts'
import { buildIfOutdated } from '../../electron/cli/build.ts'
import type { Finding } from './bench.ts'

/** What a window loads, all screens together. */
export async function bundleSize(): Promise<Finding[]> {
  await buildIfOutdated('pages', (line) => console.error(line))
  const sizes = bundleSizes(builtPages)
  const total = sizes.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0)
  const largest = sizes.slice(0, 3)
  return [
    {
      name: 'size of the renderer',
      promise: `scripts, styles and page at most ${bundleBoundBytes / 1000} kB gzip`,
      holds: total <= bundleBoundBytes,
      figures: {
        totalKb: total / 1000,
        ...Object.fromEntries(largest.map(({ file, gzipBytes }) => [`${file}Kb`, gzipBytes / 1000])),
      },
    },
  ]
}
