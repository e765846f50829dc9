import { describe, expect, test } from 'vitest'
import { createProgram } from '../../../electron/cli/program.ts'
import { appVersion } from '../../../electron/platform/version.ts'
import { sluice } from './fake-engine.ts'

const commands = createProgram(
  async () => undefined,
  async () => undefined,
).commands.map((command) => command.name())

test('every command of before is there', () => {
  expect(commands).toEqual(
    expect.arrayContaining(
      'run demo runs show export deployments teardown extend receipt sweep policy doctor serve'.split(' '),
    ),
  )
})

describe.each([[], ...commands.map((name) => [name])])('the help of %s', (...name) => {
  test('fits 80 columns and has an example', async () => {
    const { code, stdout, stderr } = await sluice([...name, '--help'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^Usage: sluice/)
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
    expect(stdout).toMatch(new RegExp(`Examples:\n {2}\\$ sluice ${name.join('')}`))
  })

  test('is shown by `help` too', async () => {
    expect((await sluice(['help', ...name])).stdout).toBe((await sluice([...name, '--help'])).stdout)
  })

  test('describes every argument and option in a sentence of its own', () => {
    const program = createProgram(
      async () => undefined,
      async () => undefined,
    )
    const command = program.commands.find((one) => one.name() === name[0]) ?? program
    for (const { description } of [...command.options, ...command.registeredArguments])
      expect(description).toMatch(/^\S.{5,}/)
  })
})

test('--version prints the version alone', async () => {
  expect(await sluice(['--version'])).toEqual({ code: 0, stdout: `${appVersion}\n`, stderr: '' })
})

test.each([
  [['rum'], "unknown command 'rum' (Did you mean run?)"],
  [['help', 'rum'], "unknown command 'rum' (Did you mean run?)"],
  [['deployment'], "unknown command 'deployment' (Did you mean deployments?)"],
  [['run', 'x', '--duratoin', '3s'], "unknown option '--duratoin' (Did you mean --duration?)"],
  [['show', 'r1', 'r2'], "too many arguments for 'show'. Expected 1 argument but got 2: r1, r2."],
  [['show'], "missing required argument 'run'"],
  [['run', 'x', '--rounds', 'many'], "'--rounds <n>' argument 'many' is invalid. Use a whole number."],
  [['run', 'x', '--rounds'], "option '--rounds <n>' argument missing"],
  [['run', 'x', '--duration', '1h'], 'Use a time such as 30s or 2m.'],
  [['run', 'x', '--lifetime', '30s'], 'Use a time such as 90m, 2h or 1d.'],
  [['run', 'x', '--cap', 'five'], 'Use a number of US dollars.'],
  [['run', 'x', '--option', 'nonsense'], 'Use a form such as lambda-256.ConnectionReuse=keep-alive.'],
  [['extend', 'd1', 'long'], 'Use a time such as 90m, 2h or 1d.'],
  [['export', 'r1', '--format', 'xml'], 'Allowed choices are json, '],
  [['teardown'], 'Name one deployment'],
  [['teardown', 'd1', '--all'], 'Name one deployment'],
  [['serve', '--port', '65536'], 'Use a number from 0 to 65535.'],
])('%j is wrong usage: one line that says why, and exit code 2', async (args, why) => {
  const { code, stdout, stderr } = await sluice(args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/^sluice: .*\n$/)
  expect(stderr).toContain(why)
})
