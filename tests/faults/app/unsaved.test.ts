import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { liveStacks } from '../killed-run.ts'
import { openSluice, type Sluice } from '../../e2e/sluice-command.ts'

/**
 * A command whose database cannot be written any more says so, ends, and names what it leaves: nobody waits
 * at a silent terminal.
 */
let sluice: Sluice
beforeEach(() => {
  sluice = openSluice()
})
afterEach(() => sluice.end())

const cli = resolve(import.meta.dirname, '../../../out/main/cli.js')
const demo = ['demo', '--scenario', 'elb', '--path', '/', '--duration', '1s', '--rounds', '40']

interface Ended {
  code: number | null
  stderr: string
  /** How long it took from when nothing could be saved any more until the command had ended. */
  tookMs: number
}

/**
 * Runs a script in a shell, with the command line of Sluice as "$@". It may `read` a line, which comes when
 * the run measures.
 */
async function shell(script: string, args: string[]): Promise<Ended> {
  const child = spawn('sh', ['-c', script, 'sh', process.execPath, cli, ...args], {
    env: { ...process.env, SLUICE_DATA_DIR: sluice.dataDir },
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  let stderr = ''
  const seen = new Map<string, number>()
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
    for (const text of ['Measuring', 'is live', 'spoiled'])
      if (stderr.includes(text) && !seen.has(text)) {
        seen.set(text, performance.now())
        if (text === 'Measuring') child.stdin.write('now\n')
      }
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, stderr, tookMs: (seen.get('is live') ?? Infinity) - (seen.get('spoiled') ?? 0) }
}

/** The id that the last lines name, as `sluice teardown` wants it. */
function named({ stderr }: Ended): string {
  const [, id = ''] = /^Deployment (\w+) is live \(.*sluice teardown \1$/m.exec(stderr) ?? []
  return id
}

test('a limit on the size of files', { timeout: 120_000 }, async () => {
  // In blocks of 512 bytes in sh.
  const told = await shell('ulimit -f 400; exec "$@"', demo)
  expect(told.code).toBe(1)
  expect(told.stderr).toMatch(/^sluice: The database cannot be written, so nothing can be saved\./m)
  const removal = await sluice.run(['teardown', named(told)])
  expect([removal.code, removal.stdout]).toEqual([0, expect.stringContaining('removed. Nothing is left')])
  expect(await liveStacks(sluice.dataDir)).toEqual([])
})

/** The data folder is a file system of its own, in a mount namespace that ends with the script. */
function onOwnDisk(lines: string[]): string {
  const script = ['mount -t tmpfs -o size=64m tmpfs "$SLUICE_DATA_DIR" || exit 90', ...lines].join('\n')
  return `exec unshare -m sh -c '${script}' sh "$@"`
}

test('a disk that becomes full while it measures, told within 5 s', { timeout: 120_000 }, async () => {
  const filler = '"$SLUICE_DATA_DIR/filler"'
  const script = onOwnDisk([
    '"$@" & run=$!',
    'read now',
    `for size in 64k 512 1; do dd if=/dev/zero bs=$size >> ${filler} 2>/dev/null; done`,
    'echo spoiled >&2',
    'wait $run; code=$?',
    `rm ${filler}`,
    '"$1" "$2" teardown --all >&2 || exit 92',
    'echo "Removed." >&2',
    'exit $code',
  ])
  const told = await shell(script, demo)
  expect(told.stderr).toMatch(/^sluice: The disk is full, so nothing can be saved\./m)
  expect(named(told)).not.toBe('')
  // Five seconds, and as many for a computer that is busy with other tests.
  expect(told.tookMs).toBeLessThan(10_000)
  expect(told.stderr).toContain('Removed.')
  expect(told.code).toBe(1)
})

test('a disk that is read-only at the start, which the doctor says too', { timeout: 60_000 }, async () => {
  const script = onOwnDisk([
    '"$@" >&2 || exit 91',
    'mount -o remount,ro "$SLUICE_DATA_DIR" || exit 92',
    '"$1" "$2" doctor >/dev/null && exit 93',
    '"$1" "$2" doctor | grep "^data folder" >&2',
    '"$@"',
  ])
  const { code, stderr } = await shell(script, ['runs'])
  // The rest of the finding is on the lines below.
  expect(stderr).toMatch(/^data folder +failed +The data folder/m)
  expect(stderr).toMatch(/^sluice: The data folder .* cannot be used: its disk is read-only\./m)
  expect(stderr).not.toMatch(/move it away/i)
  expect(code).toBe(1)
})
