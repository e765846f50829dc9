import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** The built command line, which `tests/build.setup.ts` keeps up to date. */
const cli = resolve(import.meta.dirname, '../../out/main/cli.js')

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** A data folder of a test's own, and the command line working on it. */
export interface Sluice {
  dataDir: string
  /** Runs a command to its end. */
  run(args: string[], environment?: Record<string, string>): Promise<Ended>
  /**
   * Starts a command and gives its process; `ended` tells how it ended, `said` waits until its standard
   * error holds a text.
   */
  start(
    args: string[],
    environment?: Record<string, string>,
  ): { child: ChildProcess; ended: Promise<Ended>; said(text: string): Promise<void> }
  /** Processes that work on the data folder still: by command line, working directory or environment. */
  processes(): number[]
  /** Waits until no process works on the folder any more, then removes it. Fails when some go on for 15 s. */
  end(): Promise<void>
}

export function openSluice(): Sluice {
  const dataDir = mkdtempSync(join(tmpdir(), 'sluice-e2e-'))
  const start: Sluice['start'] = (args, environment) => startIn(dataDir, args, environment)
  return {
    dataDir,
    start,
    run: (args, environment) => startIn(dataDir, args, environment).ended,
    processes: () => processesOf(dataDir),
    async end() {
      const left = () => processesOf(dataDir).length > 0
      const deadline = performance.now() + 15_000
      while (left() && performance.now() < deadline) await new Promise((wake) => setTimeout(wake, 50))
      const atWork = processesOf(dataDir).map(describe).join('; ')
      // What a failed test leaves must not go on for ever; it is a failure all the same.
      if (atWork !== '') await startIn(dataDir, ['teardown', '--all']).ended
      if (atWork !== '') throw new Error(`Still at work after 15 s: ${atWork}`)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Starts a command on a data folder, as `Sluice.start` does on its own. */
export function startIn(
  dataDir: string,
  args: string[],
  environment: Record<string, string> = {},
): ReturnType<Sluice['start']> {
  const child = spawn(process.execPath, [cli, ...args], {
    env: { ...process.env, SLUICE_DATA_DIR: dataDir, ...environment },
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code) => resolve({ code, stdout, stderr })),
  )
  return {
    child,
    ended,
    said: (text) =>
      until(
        () => stderr.includes(text),
        60_000,
        () => `never said "${text}", but: ${stderr}`,
      ),
  }
}

export async function until(done: () => boolean, timeoutMs: number, why: () => string): Promise<void> {
  const deadline = performance.now() + timeoutMs
  while (!done()) {
    if (performance.now() > deadline) throw new Error(why())
    await new Promise((wake) => setTimeout(wake, 50))
  }
}

function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map(Number)
    .filter(
      (pid) =>
        describe(pid).includes(folder) ||
        workingDirectory(pid).startsWith(folder) ||
        read(pid, 'environ').includes(`SLUICE_DATA_DIR=${folder}`) ||
        read(pid, 'environ').includes(`${folder}/`),
    )
}

function describe(pid: number): string {
  return `${pid} ${read(pid, 'cmdline').replaceAll('\0', ' ')}`
}

function workingDirectory(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
