import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSource, sourceFiles } from './source-tree.ts'

/**
 * What starts loads little: files and packages that a file imports before its first line runs, with what
 * those import. A type is no import, and neither is `await import(…)`.
 */
function loadedBy(...starts: string[]): { files: Set<string>; packages: Set<string> } {
  const files = new Set<string>()
  const packages = new Set<string>()
  const visit = (file: string): void => {
    if (files.has(file)) return
    files.add(file)
    for (const specifier of staticImports(file)) {
      if (specifier.startsWith('.')) visit(normalize(join(dirname(file), specifier)))
      else if (!specifier.startsWith('node:')) packages.add(specifier)
    }
  }
  for (const start of starts) visit(start)
  return { files, packages }
}

function staticImports(file: string): string[] {
  if (!file.endsWith('.ts')) return []
  const found = readSource(file).matchAll(/^(?:import|export)\s+(?!type\b)(?:[^'"()]*?\sfrom\s+)?'([^']+)'/gm)
  return [...found].map(([, specifier = '']) => specifier)
}

test('the command line turns on the cache of compiled code before it loads the rest', () => {
  expect([...loadedBy('electron/cli/main.ts').files]).toEqual([
    'electron/cli/main.ts',
    'electron/platform/compile-cache.ts',
    'electron/platform/entries.ts',
  ])
})

describe('the command line', () => {
  const { files, packages } = loadedBy('electron/cli/command-line.ts')

  test('is read whole: every command is there, with what declares its options', () => {
    expect([...files]).toEqual(
      expect.arrayContaining(['electron/cli/commands/run.ts', 'electron/cli/load-options.ts']),
    )
  })

  test.each([
    'electron/engine/engine.ts',
    'electron/engine/commands/',
    'electron/engine/store/',
    'electron/engine/imports/',
    'electron/engine/reports/html/',
    'electron/engine/reports/svg/',
    'electron/engine/reports/verify/',
    'electron/engine/reports/formats.ts',
    'electron/engine/preflight/',
    'electron/practice/',
    'electron/browser-host/',
    'shared/contract.ts',
  ])('has its options and its help without %s', (part) => {
    expect([...files].filter((file) => file.startsWith(part))).toEqual([])
  })

  test('needs no package but commander until a command is known', () => {
    expect([...packages]).toEqual(['commander'])
  })
})

test.each([
  'electron/engine/reports/html/',
  'electron/engine/reports/svg/',
  'electron/engine/imports/import-runs.ts',
])('the engine starts without %s', (part) => {
  const { files } = loadedBy('electron/engine/engine.ts')
  expect(files.has('electron/engine/store/open.ts')).toBe(true)
  expect([...files].filter((file) => file.startsWith(part))).toEqual([])
})

test('the engine starts without what works in an account, and without a package of AWS', () => {
  const { files, packages } = loadedBy('electron/engine/engine.ts')
  const parts = ['accounts/accounts.ts', 'aws/clients.ts', 'preflight/preflight.ts', 'runs/run-work.ts']
  expect([...files].filter((file) => parts.some((part) => file === `electron/engine/${part}`))).toEqual([])
  expect([...packages].filter((one) => /^@(aws-sdk|smithy)\//.test(one))).toEqual([])
})

test('`runs` and `show` of a saved run load nothing of the reports but what they print', () => {
  const { files } = loadedBy('electron/cli/list-runs.ts', 'electron/cli/show-run.ts')
  const parts = ['html', 'svg', 'verify'].map((folder) => `electron/engine/reports/${folder}/`)
  expect([...files].filter((file) => parts.some((part) => file.startsWith(part)))).toEqual([])
})

test('no file imports values of node:http, which loads undici, but platform/node-http.ts gives them', () => {
  const importing = sourceFiles('electron').filter((file) => staticImports(file).includes('node:http'))
  expect(importing).toEqual([])
  expect(staticImports('electron/practice/server.ts')).toContain('../platform/node-http.ts')
})
