import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { importsOf, readSource, root, sourceFiles } from './source-tree.ts'

/** Product code: what is bundled, and what runs beside wrk. */
const product = sourceFiles('shared', 'electron', 'renderer', 'templates').filter((file) =>
  /\.(ts|tsx|css|lua|sh)$/.test(file),
)
const code = product.filter((file) => /\.tsx?$/.test(file))

test('the folders are those of docs/architecture.md', () => {
  const folders = (below: string): string[] => {
    const names = sourceFiles(below).map((file) => file.slice(below.length + 1).split('/'))
    return [...new Set(names.filter((parts) => parts.length > 1).map(([name = '']) => name))].toSorted()
  }
  expect(folders('electron')).toEqual(['browser-host', 'cli', 'desktop', 'engine', 'platform', 'practice'])
  expect(sourceFiles('electron').filter((file) => file.split('/').length === 2)).toEqual([
    'electron/tsconfig.json',
  ])
  expect(folders('renderer')).toEqual(
    ['api', 'charts', 'diagrams', 'glossary', 'prompts', 'screens', 'styles', 'ui'].toSorted(),
  )
  for (const name of [
    'electron-builder.yml',
    'package.json',
    'tsconfig.json',
    'shared',
    'templates',
    'tests',
  ]) {
    expect(existsSync(join(root, name)), name).toBe(true)
  }
})

test('no file has a name that could hold anything', () => {
  const vague = /\/(utils?|helpers?|common|manager|service|misc|index)\.(ts|tsx)$/
  expect(code.filter((file) => vague.test(file))).toEqual([])
})

test('files are short: the median at most 65 lines, none over 300', () => {
  const sizes = code.map((file) => ({ file, lines: readSource(file).split('\n').length - 1 }))
  expect(sizes.filter(({ lines }) => lines > 300)).toEqual([])
  const sorted = sizes.map(({ lines }) => lines).toSorted((a, b) => a - b)
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(65)
})

test('no line of code is wider than 110 columns', () => {
  const files = [...product, ...sourceFiles('tests', 'scripts', 'bin')].filter((file) =>
    /\.(ts|tsx|css|lua|mjs)$/.test(file),
  )
  const wide = files.flatMap((file) =>
    readSource(file)
      .split('\n')
      .flatMap((line, at) => (line.length > 110 ? [`${file}:${at + 1}`] : [])),
  )
  expect(wide).toEqual([])
})

test('a file that is named by its place beside another one is there', () => {
  const beside = /(?:import\.meta\.dirname,|new URL\()\s*'([^']+\.(?:ts|tsx|json|py|xsd|lua|css))'/g
  const named = sourceFiles('electron', 'renderer', 'scripts', 'tests')
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => [...readSource(file).matchAll(beside)].map(([, place = '']) => ({ file, place })))
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter(({ file, place }) => !existsSync(join(root, dirname(file), place)))).toEqual([])
})

/** The room of a file: the parts of the main process by folder, everything else by its top-level folder. */
function roomOf(file: string): string {
  const [top = '', second = '', third = ''] = file.split('/')
  if (top !== 'electron') return top
  if (second !== 'engine') return `electron/${second}`
  return file.split('/').length > 3 ? `electron/engine/${third}` : 'electron/engine'
}

test('no folder of the engine imports another one that imports it', () => {
  const arrows = new Map<string, Set<string>>()
  for (const file of code) {
    const from = roomOf(file)
    for (const imported of importsOf(file)) {
      const to = roomOf(imported)
      // The engine's own files are its composition root and what its parts share.
      if (to === from || from === 'electron/engine' || to === 'electron/engine') continue
      arrows.set(from, (arrows.get(from) ?? new Set()).add(to))
    }
  }
  const circles: string[] = []
  const visit = (room: string, path: readonly string[]): void => {
    if (path.includes(room)) circles.push([...path.slice(path.indexOf(room)), room].join(' → '))
    else for (const next of arrows.get(room) ?? []) visit(next, [...path, room])
  }
  for (const room of arrows.keys()) visit(room, [])
  expect([...new Set(circles)]).toEqual([])
})
