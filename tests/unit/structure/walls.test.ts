import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { root } from './source-tree.ts'

/** A file, what it must not import, and from where. Each line is a wall of docs/architecture.md. */
const walls: readonly [file: string, imported: string][] = [
  ['shared/scratch.ts', 'node:fs'],
  ['shared/scratch.ts', 'react'],
  ['shared/scratch.ts', '../electron/platform/ids.ts'],
  ['shared/scratch.ts', '../renderer/router.ts'],
  ['renderer/scratch.ts', 'node:fs'],
  ['renderer/scratch.ts', 'electron'],
  ['renderer/scratch.ts', '@aws-sdk/client-ec2'],
  ['renderer/scratch.ts', '../electron/engine/engine.ts'],
  ['renderer/screens/scratch.ts', 'chart.js'],
  ['renderer/charts/scratch.ts', '../../electron/platform/ids.ts'],
  ['electron/platform/scratch.ts', '../practice/connect-practice.ts'],
  ['electron/platform/scratch.ts', '../engine/engine.ts'],
  ['electron/practice/scratch.ts', '../engine/engine.ts'],
  ['electron/practice/scratch.ts', '@aws-sdk/client-ec2'],
  ['electron/practice/scratch.ts', '@smithy/core'],
  ['electron/platform/scratch.ts', '@smithy/signature-v4'],
  ['electron/engine/scratch.ts', '@smithy/signature-v4'],
  ['electron/practice/traffic/scratch.ts', '../../cli/main.ts'],
  ['electron/engine/scratch.ts', 'electron'],
  ['electron/engine/scratch.ts', 'better-sqlite3'],
  ['electron/engine/scratch.ts', '@aws-sdk/client-ec2'],
  ['electron/engine/scratch.ts', '../practice/world.ts'],
  ['electron/engine/runs/scratch.ts', '../../practice/world.ts'],
  ['electron/engine/scratch.ts', '../cli/main.ts'],
  ['electron/engine/scratch.ts', '../browser-host/serve.ts'],
  ['electron/engine/scratch.ts', '../desktop/main.ts'],
  ['electron/engine/aws/scratch.ts', '../store/open.ts'],
  ['electron/engine/aws/scratch.ts', '../prompts.ts'],
  ['electron/engine/aws/scratch.ts', '../accounts/accounts.ts'],
  ['electron/engine/aws/scratch.ts', '../policy/calls.ts'],
  ['electron/engine/aws/scratch.ts', 'better-sqlite3'],
  ['electron/engine/store/scratch.ts', '../aws/clients.ts'],
  ['electron/engine/store/scratch.ts', '@aws-sdk/client-ec2'],
  ['electron/engine/store/scratch.ts', '../deployments/receipt.ts'],
  ['electron/engine/load/scratch.ts', '../runs/live.ts'],
  ['electron/engine/reports/scratch.ts', '../store/open.ts'],
  ['electron/engine/imports/scratch.ts', '../runs/live.ts'],
  ['electron/engine/policy/scratch.ts', '../deployments/receipt.ts'],
  ['electron/engine/deployments/scratch.ts', '../runs/live.ts'],
  ['electron/engine/runs/scratch.ts', '../experiments/scratch.ts'],
  ['electron/engine/preflight/scratch.ts', '../runs/live.ts'],
  ['electron/engine/experiments/scratch.ts', '../commands/app.ts'],
  ['electron/browser-host/scratch.ts', 'electron'],
  ['electron/browser-host/scratch.ts', '../cli/main.ts'],
  ['electron/browser-host/scratch.ts', '../practice/world.ts'],
  ['electron/cli/scratch.ts', 'electron'],
  ['electron/cli/scratch.ts', '../desktop/main.ts'],
  ['electron/cli/scratch.ts', '../practice/connect-practice.ts'],
  ['electron/desktop/scratch.ts', '../cli/main.ts'],
  ['electron/desktop/scratch.ts', 'better-sqlite3'],
  ['electron/desktop/scratch.ts', '../../renderer/router.ts'],
]

/** What a file may import: each of them would be reported if a wall stood in the wrong place. */
const doors: readonly [file: string, imported: string][] = [
  ['electron/practice/scratch.ts', '@smithy/signature-v4'],
  ['shared/scratch.ts', 'zod'],
  ['renderer/charts/scratch.ts', 'chart.js'],
  ['electron/desktop/scratch.ts', 'electron'],
  ['electron/desktop/scratch.ts', '../browser-host/serve.ts'],
  ['electron/cli/scratch.ts', '../browser-host/serve.ts'],
  ['electron/engine/scratch.ts', '../practice/connect-practice.ts'],
  ['electron/engine/aws/scratch.ts', '@aws-sdk/client-ec2'],
  ['electron/engine/aws/scratch.ts', '../../../shared/errors.ts'],
  ['electron/engine/store/scratch.ts', 'better-sqlite3'],
  ['electron/engine/runs/scratch.ts', '../deployments/receipt.ts'],
]

const importing = (imported: string): string =>
  `import { thing } from '${imported}'\n\nexport const used = thing\n`

/** Sources that break a rule about themselves. */
const offenders: readonly [rule: string, file: string, source: string][] = [
  ['import(no-cycle)', 'shared/first.ts', importing('./second.ts')],
  ['import(no-cycle)', 'shared/second.ts', importing('./first.ts')],
  [
    'eslint(max-lines-per-function)',
    'electron/engine/long.ts',
    `export function long(): void {\n${'  globalThis.setTimeout(() => undefined, 1)\n'.repeat(61)}}\n`,
  ],
  [
    'eslint(complexity)',
    'electron/engine/tangled.ts',
    `export function tangled(n: number): number {\n${'  if (n > 1) n += 1\n'.repeat(13)}  return n\n}\n`,
  ],
]

/** File → the rules that the linter says it breaks. */
const broken = new Map<string, string[]>()

/** A scratch file of its own for each line of a table, in the folder that the line names. */
const scratch = (file: string, table: string, at: number): string =>
  file.replace('scratch', `scratch-${table}-${at}`)

// One run of the linter over a scratch tree with the project's own configuration serves all tests.
beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-walls-'))
  const write = (file: string, source: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), source)
  }
  copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
  for (const [at, [file, imported]] of walls.entries()) write(scratch(file, 'wall', at), importing(imported))
  for (const [at, [file, imported]] of doors.entries()) write(scratch(file, 'door', at), importing(imported))
  for (const [, file, source] of offenders) write(file, source)
  const oxlint = join(root, 'node_modules/.bin/oxlint')
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format', 'json'], {
    cwd: folder,
    encoding: 'utf8',
  })
  rmSync(folder, { recursive: true })
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] }
  for (const { code, filename } of diagnostics) broken.set(filename, [...(broken.get(filename) ?? []), code])
})

test.each(walls.map(([file, imported], at) => [file, imported, at] as const))(
  '%s must not import %s',
  (file, _, at) => {
    expect(broken.get(scratch(file, 'wall', at))).toContain('eslint(no-restricted-imports)')
  },
)

test.each(doors.map(([file, imported], at) => [file, imported, at] as const))(
  '%s may import %s',
  (file, _, at) => {
    expect(broken.get(scratch(file, 'door', at)) ?? []).not.toContain('eslint(no-restricted-imports)')
  },
)

test.each(offenders)('%s is reported in %s', (rule, file) => {
  expect(broken.get(file)?.some((code) => code.includes(rule))).toBe(true)
})
