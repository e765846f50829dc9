import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bundleBounds, bundleReport, bundleSizes } from '../../../scripts/bundle-size.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-bundle-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Random bytes do not compress. */
function write(file: string, bytes: number): void {
  writeFileSync(join(folder, file), randomBytes(bytes))
}

test('counts scripts, styles and pages in all folders, and nothing else', () => {
  mkdirSync(join(folder, 'assets'))
  for (const file of ['index.html', 'assets/index.js', 'assets/index.css', 'assets/font.woff2'])
    write(file, 100)
  expect(
    bundleSizes(folder)
      .map(({ file }) => file)
      .toSorted(),
  ).toEqual(['assets/index.css', 'assets/index.js', 'index.html'])
})

const page = (...scripts: string[]): void =>
  writeFileSync(join(folder, 'index.html'), scripts.map((file) => `<script src="./${file}">`).join(''))

test('what the page names is bounded, and all files together', () => {
  page('a.js')
  write('a.js', bundleBounds.opening - 2000)
  write('b.js', bundleBounds.all - bundleBounds.opening - 2000)
  expect(bundleReport(bundleSizes(folder))).toMatchObject({
    holds: true,
    text: expect.stringContaining('b.js'),
  })
  write('c.css', 8000)
  expect(bundleReport(bundleSizes(folder)).holds).toBe(false)
})

test('what opens alone fails above its bound', () => {
  page('a.js', 'b.js')
  write('a.js', bundleBounds.opening - 2000)
  write('b.js', 4000)
  expect(bundleReport(bundleSizes(folder)).holds).toBe(false)
})

test('a build that went elsewhere does not hold', () => {
  expect(bundleReport(bundleSizes(folder)).holds).toBe(false)
})
