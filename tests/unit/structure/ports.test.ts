import { expect, test } from 'vitest'
import { readSource, sourceFiles } from './source-tree.ts'

/** Where wrk and nginx may be known by name: their own files, and the one that chooses them. */
const mayKnow = [
  /^electron\/engine\/load\/wrk\//,
  /^electron\/engine\/load\/nginx-origin\.ts$/,
  /^electron\/engine\/imports\/(wrk|formats)\.ts$/,
]
const chooses = /^electron\/engine\/load\/chosen-tools\.ts$/

/** The code of a file without its comments, which may give examples. */
function codeOf(file: string): string {
  return readSource(file)
    .replaceAll(/\/\*[^]*?\*\//g, '')
    .replaceAll(/(^|\s)\/\/.*$/gm, '')
}

test('only their own files know wrk and nginx; the rest of the engine asks the ports', () => {
  const files = sourceFiles('electron/engine').filter((file) => file.endsWith('.ts'))
  const others = files.filter((file) => !chooses.test(file) && !mayKnow.some((own) => own.test(file)))
  expect(others.length).toBeGreaterThan(50)
  expect(others.filter((file) => /wrk|nginx|stub_status/i.test(codeOf(file)))).toEqual([])
})

test('the runner on the load generator knows neither wrk nor nginx', () => {
  const script = readSource('templates/load/runner.sh').replaceAll(/^ *#.*$/gm, '')
  expect(script).toContain('tool_trial')
  expect(script).not.toMatch(/wrk|nginx|stub_status/i)
})
