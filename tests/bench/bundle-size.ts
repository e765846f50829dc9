import { bundleBounds, bundleSizes, bundleTotals } from '../../scripts/bundle-size.ts'
import { builtPages } from '../../electron/browser-host/serve.ts'
import { buildIfOutdated } from '../../electron/cli/build.ts'
import type { Finding } from './bench.ts'

/** What a window loads, all screens together. */
export async function bundleSize(): Promise<Finding[]> {
  await buildIfOutdated('pages', (line) => console.error(line))
  const sizes = bundleSizes(builtPages)
  const { opening, all } = bundleTotals(sizes)
  const largest = sizes.slice(0, 3)
  return [
    {
      name: 'size of the renderer',
      promise:
        `scripts, styles and page at most ${bundleBounds.opening / 1000} kB gzip before Home is shown, ` +
        `${bundleBounds.all / 1000} kB in total`,
      holds: opening <= bundleBounds.opening && all <= bundleBounds.all,
      figures: {
        openingKb: opening / 1000,
        totalKb: all / 1000,
        ...Object.fromEntries(largest.map(({ file, gzipBytes }) => [`${file}Kb`, gzipBytes / 1000])),
      },
    },
  ]
}
