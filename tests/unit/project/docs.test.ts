import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { verifyFile } from '../../../electron/engine/reports/verify/verify.ts'
import { readSource, root, sourceFiles } from '../structure/source-tree.ts'

const documents = sourceFiles('*.md', 'docs/**/*.md', 'electron/practice/README.md')
const folders = ['docs', 'electron', 'renderer', 'scripts', 'shared', 'templates', 'tests', '.github', '.ci']

/** Files and folders of the project that a document names in code spans, without placeholders. */
function namedPaths(text: string): string[] {
  const spans = [...text.matchAll(/`([^`\s]+)`/g)].map(([, span = '']) => span)
  return spans.filter(
    (span) => folders.some((folder) => span.startsWith(`${folder}/`)) && !/[<>*{}…]/.test(span),
  )
}

test.each(documents)('%s names only files that exist', (file) => {
  const missing = namedPaths(readSource(file)).filter((path) => !existsSync(join(root, path)))
  expect(missing).toEqual([])
})

test.each(documents)('%s links only to files that exist', (file) => {
  const targets = [...readSource(file).matchAll(/\]\(([^)#\s]+)/g)].map(([, target = '']) => target)
  const local = targets.filter((target) => !/^[a-z]+:/.test(target))
  expect(local.filter((target) => !existsSync(join(root, dirname(file), target)))).toEqual([])
})

test('a test file that the code names exists', () => {
  const named = sourceFiles('tests/**/*.ts', 'electron/**/*.ts', 'shared/**/*.ts').flatMap((file) =>
    [...readSource(file).matchAll(/['`](tests\/[\w./-]+\.test\.tsx?)['`]/g)].map(([, path = '']) => path),
  )
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test('every figure of the sample report follows from its trials', () => {
  const { mismatches, values } = verifyFile(readSource('docs/sample-report.html'), 'sample-report.html', [])
  expect(mismatches).toEqual([])
  expect(values).toBeGreaterThan(4_000)
})
