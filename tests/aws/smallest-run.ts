import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { spawn, spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

/**
 * The smallest real run: two scenarios, one path, one trial of five seconds each, in a real account; then
 * its receipt, and a sweep that must find nothing. It costs some cents. What it creates is removed at the
 * end whatever happens, and by the account itself after half an hour.
 *
 *   npm run test:aws -- --profile NAME --account-id 123456789012 [--region us-west-2] [--cap 1]
 *
 * Nothing is assumed: without a profile and the account's number it does nothing.
 */
const { values } = parseArgs({
  options: {
    profile: { type: 'string' },
    'account-id': { type: 'string' },
    region: { type: 'string', default: 'us-west-2' },
    cap: { type: 'string', default: '1' },
  },
})
const { profile, 'account-id': accountId } = values
if (profile === undefined || !/^\d{12}$/.test(accountId ?? '')) {
  console.error(
    'Name the profile and the account that it must lead to: npm run test:aws -- --profile NAME ' +
      '--account-id 123456789012 [--region us-west-2]',
  )
  process.exit(2)
}

const cli = resolve(import.meta.dirname, '../../electron/cli/main.ts')
/** Kept: it holds what happened, and is what `teardown` needs if this machine goes down in the middle. */
const dataDir = mkdtempSync(join(tmpdir(), 'sluice-aws-'))
const account = ['--account', profile, '--region', values.region]

function sluice(...args: string[]): Promise<number> {
  console.log(`\n$ sluice ${args.join(' ')}`)
  const child = spawn(process.execPath, [cli, ...args], {
    stdio: 'inherit',
    env: { ...process.env, SLUICE_DATA_DIR: dataDir },
  })
  return new Promise((done) => child.on('exit', (code) => done(code ?? 1)))
}

// Ctrl-C reaches the command that runs, which tears down; this script goes on to the end.
process.on('SIGINT', () => console.error('Stopping: tearing down first. Do not close this terminal.'))

console.log(`Data folder: ${dataDir}`)
const failed: string[] = []
const step = async (name: string, run: Promise<number>): Promise<boolean> => {
  const good = (await run) === 0
  if (!good) failed.push(name)
  return good
}

if (await step('doctor', sluice('doctor', ...account))) {
  const load = [
    '--preset',
    'quick',
    '--path',
    '/',
    '--duration',
    '5s',
    '--rounds',
    '1',
    '--lead-in',
    '2s',
    '--threads',
    '2',
    '--connections',
    '10',
  ]
  const limits = ['--cap', values.cap, '--lifetime', '30m', '--account-id', accountId ?? '']
  await step(
    'run',
    sluice(
      'run',
      'proxy-2017',
      ...account,
      '--scenario',
      'elb',
      '--scenario',
      'lambda-256',
      ...load,
      ...limits,
    ),
  )
  await step('teardown', sluice('teardown', '--all'))
  await step('sweep', sluice('sweep', ...account))
}
await sluice('deployments')
const runs = spawnSync(process.execPath, [cli, 'runs', '--json'], {
  encoding: 'utf8',
  env: { ...process.env, SLUICE_DATA_DIR: dataDir },
})
const [run] = JSON.parse(runs.stdout) as { id: string }[]
if (run !== undefined) await step('receipt', sluice('receipt', run.id))
console.log(
  failed.length === 0 ? '\nAll steps passed.' : `\nFailed: ${failed.join(', ')}. Data folder: ${dataDir}`,
)
process.exitCode = failed.length === 0 ? 0 : 1
