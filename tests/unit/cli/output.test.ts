import { afterEach, describe, expect, test, vi } from 'vitest'
import { fittingTable } from '../../../electron/cli/fitting-table.ts'
import { markdownPainter, terminalPainter } from '../../../electron/cli/painter.ts'
import { createProgram } from '../../../electron/cli/program.ts'
import { createProgress } from '../../../electron/cli/progress.ts'
import { aDeployment, aRun } from '../../examples.ts'
import { fakeEngine, sluice } from './fake-engine.ts'

describe('a table that is too wide', () => {
  const columns = [
    { title: 'id' },
    { title: 'rate', figure: true, rank: 1 },
    { title: 'where', rank: 2 },
    { title: 'name' },
  ]
  const rows = [['r1', '12,345', 'AWS profile work', 'A name that may well be wrapped, since it is long']]
  const titles = (width: number) => fittingTable({ columns, rows }, width).columns.map(({ title }) => title)

  test('leaves out the column of the highest rank first, and keeps those without one', () => {
    expect(titles(80)).toEqual(['id', 'rate', 'where', 'name'])
    expect(titles(50)).toEqual(['id', 'rate', 'name'])
    expect(titles(30)).toEqual(['id', 'name'])
    expect(titles(5)).toEqual(['id', 'name'])
  })

  test('fits then', () => {
    for (const width of [30, 40, 50, 60, 80]) {
      const lines = terminalPainter(width).table({ columns, rows }).split('\n')
      expect(lines.filter((line) => line.length > width)).toEqual([])
    }
  })
})

test('Markdown keeps what others have written within its cell', () => {
  const table = markdownPainter.table({ columns: [{ title: 'a\nb' }], rows: [['x | y\n| *z* <img>']] })
  expect(table.trim().split('\n')).toEqual(['| a b |', '| --- |', '| x \\| y \\| \\*z\\* \\<img\\> |'])
})

describe('every command that shows something', () => {
  const receipt = { checkedAtMs: 1, accountId: '1', region: 'r', checks: [], leftBehind: [], stays: [] }
  const answers = {
    'runs.list': [aRun({ id: 'r1' })],
    'runs.get': { run: aRun({ id: 'r1' }), trials: [], diagnoses: [] },
    'experiments.list': [],
    'scenarios.list': [],
    'deployments.list': [aDeployment({ id: 'd1', phase: 'removed' })],
    'deployments.get': aDeployment({ id: 'd1', phase: 'removed', receipt }),
    'doctor.check': [{ name: 'clock', outcome: 'ok', finding: 'right', remedy: null }],
    'deployments.remove': aDeployment({ id: 'd1' }),
    'deployments.extend': aDeployment({ id: 'd1', phase: 'ready', expiresAtMs: 1 }),
    'runs.annotate': {},
    'runs.discard': {},
    'sweep.find': { account: { kind: 'practice' }, regions: ['r'], found: [], unknown: [] },
  }
  const shown: [string, ...string[]][] = [
    ['experiments'],
    ['runs'],
    ['show', 'r1'],
    ['compare', 'r1', 'published-x'],
    ['deployments'],
    ['receipt', 'd1'],
    ['doctor'],
    ['sweep'],
    ['teardown', 'd1'],
    ['extend', 'd1', '1h'],
    ['rename', 'r1', 'Night'],
    ['delete', 'r1'],
  ]

  test('is one of these', () => {
    const commands = createProgram(
      async () => undefined,
      async () => undefined,
    ).commands.filter(({ options }) => options.some(({ long }) => long === '--output'))
    const names = [...shown.map(([name]) => name), 'run', 'demo', 'gate', 'verify', 'import']
    expect(new Set(commands.map((one) => one.name()))).toEqual(new Set(names))
  })

  test.each(shown)('%s has a table, JSON and Markdown', async (...args) => {
    const given = {
      ...answers,
      'runs.get': ({ id }: { id: string }) => ({ ...answers['runs.get'], run: aRun({ id }) }),
    }
    const as = async (...format: string[]) => (await sluice([...args, ...format], fakeEngine(given))).stdout
    const [usual, table, json, short, md] = [
      await as(),
      await as('-o', 'table'),
      await as('--output', 'json'),
      await as('--json'),
      await as('-o', 'md'),
    ]
    expect(table).toBe(usual)
    expect(usual.split('\n').filter((line) => line.length > 80)).toEqual([])
    expect(JSON.parse(json)).toEqual(JSON.parse(short))
    expect(json).not.toMatch(/today|yesterday/)
    expect(md).not.toMatch(/^-{3,} {2}|today|yesterday/m)
    expect(md).toMatch(/\S\n$/)
  })

  test.each(shown)('%s refuses another format', async (...args) => {
    const { code, stderr } = await sluice([...args, '-o', 'yaml'], fakeEngine(answers))
    expect([code, stderr]).toEqual([2, expect.stringContaining('Allowed choices are table, json, md.')])
  })
})

describe('--quiet', () => {
  afterEach(() => vi.restoreAllMocks())
  const fake = () => fakeEngine({ 'policy.get': [{ of: 'credentials', title: 'T', who: 'W', json: '{}' }] })

  test('leaves out information, wherever it stands, and no result', async () => {
    expect(await sluice(['policy'], fake())).toMatchObject({ stdout: '{}\n', stderr: 'T. W\n' })
    for (const args of [
      ['--quiet', 'policy'],
      ['policy', '--quiet'],
      ['policy', '-q'],
    ])
      expect(await sluice(args, fake())).toEqual({ code: 0, stdout: '{}\n', stderr: '' })
    // The next command is not quiet.
    expect((await sluice(['policy'], fake())).stderr).not.toBe('')
  })

  test('leaves out no error', async () => {
    expect(
      (
        await sluice(
          ['-q', 'show', './none.json'],
          fakeEngine({ 'experiments.list': [], 'scenarios.list': [] }),
        )
      ).stderr,
    ).toMatch(/^sluice: .*no such file/)
  })

  test('shows no progress', () => {
    const write = vi.fn(() => true)
    const out = { isTTY: true, columns: 80, write } as unknown as NodeJS.WriteStream
    const progress = createProgress(out, true)
    progress.line('words')
    progress.end()
    expect(write).not.toHaveBeenCalled()
  })
})

describe('colour', () => {
  const { isTTY } = process.stderr
  const before = { NO_COLOR: process.env['NO_COLOR'], FORCE_COLOR: process.env['FORCE_COLOR'] }
  afterEach(() => {
    Object.assign(process.stderr, { isTTY })
    Reflect.deleteProperty(process.stderr, 'getColorDepth')
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  })
  const error = (...args: string[]) =>
    sluice([...args, 'show', './none.json'], fakeEngine({ 'experiments.list': [], 'scenarios.list': [] }))

  test('is for a terminal, unless NO_COLOR or --no-color says otherwise', async () => {
    delete process.env['NO_COLOR']
    delete process.env['FORCE_COLOR']
    expect((await error()).stderr).toMatch(/^sluice: /)
    const depth = () => (process.env['NO_COLOR'] ? 1 : 8)
    Object.assign(process.stderr, { isTTY: true, getColorDepth: depth })
    expect((await error()).stderr).toContain('\u001b[31msluice:\u001b[39m ')
    process.env['NO_COLOR'] = '1'
    expect((await error()).stderr).toMatch(/^sluice: /)
    delete process.env['NO_COLOR']
    expect((await error('--no-color')).stderr).toMatch(/^sluice: /)
  })
})

test('runs --limit lists the newest', async () => {
  const runs = ['r1', 'r2', 'r3'].map((id) => aRun({ id }))
  const fake = () =>
    fakeEngine({
      'runs.list': runs,
      'experiments.list': [],
      'runs.get': ({ id }: { id: string }) => ({ run: aRun({ id }), trials: [], diagnoses: [] }),
    })
  const { stdout } = await sluice(['runs', '--limit', '2', '--json'], fake())
  expect((JSON.parse(stdout) as { id: string }[]).map(({ id }) => id)).toEqual(['r1', 'r2'])
  for (const wrong of ['0', '-1', 'x', '1.5'])
    expect((await sluice(['runs', `--limit=${wrong}`], fake())).code).toBe(2)
})
