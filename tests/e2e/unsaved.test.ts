import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { liveStacks } from '../faults/killed-run.ts'
import { openSluice, type Sluice } from './sluice-command.ts'

/**
 * A command whose database cannot be written any more says so, ends, and names what it leaves: nobody waits
 * at a silent terminal.
 */
let sluice: Sluice
beforeEach(() => {
  sluice = openSluice()
})
afterEach(() => sluice.end())

const cli = resolve(import.meta.dirname, '../../out/main/cli.js')
const demo = ['demo', '--scenario', 'elb', '--path', '/', '--duration', '1s', '--rounds', '40']

interface Told {
  code: number | null
  stderr: string
  /** From when the database could not be written until the process ended. */
  tookMs: number
}

/** Runs the demo in a shell. `spoiled` is a text on standard error from which on nothing can be saved. */
async function runIn(script: string, dataDir: string, spoiled: string): Promise<Told> {
  const child = spawn('sh', ['-c', script, 'sh', process.execPath, cli, ...demo], {
    env: { ...process.env, SLUICE_DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let stderr = ''
  let sinceMs = performance.now()
  child.stderr.on('data', (chunk: Buffer) => {
    const before = stderr
    stderr += chunk.toString()
    if (!before.includes(spoiled) && stderr.includes(spoiled)) sinceMs = performance.now()
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, stderr, tookMs: performance.now() - sinceMs }
}

/** The id that the last lines name, as `sluice teardown` wants it. */
function named({ stderr }: Told): string {
  const [, id = ''] = /^Deployment (\w+) is live \(.*sluice teardown \1$/m.exec(stderr) ?? []
  return id
}

test('a limit on the size of files', { timeout: 120_000 }, async () => {
  // In blocks of 512 bytes in sh.
  const told = await runIn('ulimit -f 400; exec "$@"', sluice.dataDir, 'Deploying')
  expect(told.code).toBe(1)
  expect(told.stderr).toMatch(/^sluice: The database cannot be written, so nothing can be saved\./m)
  const removal = await sluice.run(['teardown', named(told)])
  expect([removal.code, removal.stdout]).toEqual([0, expect.stringContaining('removed. Nothing is left')])
  expect(await liveStacks(sluice.dataDir)).toEqual([])
})

/**
 * In a mount namespace of its own, since a test must not leave mounts behind. The folder is a file system of
 * its own that is spoiled while the run goes on; afterwards the same shell mends it and removes all.
 */
function onOwnDisk(spoil: string, mend: string): string {
  const run = [
    'mount -t tmpfs -o size=64m tmpfs "$SLUICE_DATA_DIR" || exit 90',
    '"$@" & run=$!',
    'until ls "$SLUICE_DATA_DIR"/practice/documents/stack >/dev/null 2>&1; do sleep 0.2; done; sleep 2',
    spoil,
    'echo spoiled >&2',
    'wait $run; code=$?',
    'cp "$SLUICE_DATA_DIR/sluice.db" /dev/null || exit 91',
    mend,
    '"$1" "$2" teardown --all >&2 || exit 92',
    'exit $code',
  ].join('\n')
  return `exec unshare -m sh -c '${run}' sh "$@"`
}

test('a disk that becomes full', { timeout: 120_000 }, async () => {
  const file = '"$SLUICE_DATA_DIR/filler"'
  const fill = `dd if=/dev/zero of=${file} bs=64k 2>/dev/null; dd if=/dev/zero of=${file}2 bs=512 2>/dev/null`
  const told = await runIn(onOwnDisk(fill, `rm ${file} ${file}2`), sluice.dataDir, 'spoiled')
  expect(told.stderr).toMatch(/^sluice: The disk is full, so nothing can be saved\./m)
  expect(named(told)).not.toBe('')
  expect(told.stderr).toContain('Nothing is left')
  expect(told.code).toBe(1)
})
