import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect } from 'vitest'
import { until, type Ended, type Sluice } from '../e2e/sluice-command.ts'
import { liveStacks } from './killed-run.ts'

const cli = resolve(import.meta.dirname, '../../electron/cli/main.ts')

/** Small, and with everything in it; it tears down when it is done. */
const choices = 'proxy-2017 --scenario elb --scenario lambda-256 --path /'
const load = '--threads 2 --connections 4 --duration 1s --lead-in 0s'
const command = `run ${choices} ${load}`.split(' ')

/** What is different around a run. */
export interface Surroundings {
  rounds?: number
  /** Instead of the run: another command, such as `teardown --all`. */
  args?: readonly string[]
  /** Modules of this folder, loaded before the command line and before the practice account. */
  hooks?: readonly string[]
  /** Shell commands that go before it, such as `ulimit`. */
  before?: string
  environment?: Record<string, string>
}

export interface SurroundedRun {
  ended: Promise<Ended & { tookMs: number }>
  /** Waits until its standard error holds a text. */
  said(text: string): Promise<void>
}

/** Starts the command line, from source, on the data folder. */
export function runIn(
  { dataDir }: Sluice,
  { rounds = 3, args = [...command, '--rounds', String(rounds)], ...more }: Surroundings,
): SurroundedRun {
  const { hooks = [], before = ':', environment = {} } = more
  const files = hooks.length === 0 ? [] : ['into-account.ts', ...hooks]
  const imports = files.flatMap((file) => ['--import', resolve(import.meta.dirname, file)])
  const line = [process.execPath, ...imports, cli, ...args]
  const startedMs = performance.now()
  const child = spawn('/bin/sh', ['-c', `${before}; exec "$@"`, 'sh', ...line], {
    env: { ...process.env, SLUICE_DATA_DIR: dataDir, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const told = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (chunk: Buffer) => (told[name] += chunk.toString()))
  const ended = new Promise<Ended & { tookMs: number }>((done) =>
    child.once('close', (code) => done({ code, ...told, tookMs: performance.now() - startedMs })),
  )
  const said = (text: string): Promise<void> =>
    until(
      () => told.stderr.includes(text) || child.exitCode !== null,
      240_000,
      () => `never said "${text}", but: ${told.stderr}`,
    )
  return { ended, said }
}

/** A command that is found before the one of that name. @returns the PATH with it */
export function shadow({ dataDir }: Sluice, name: string, lines: readonly string[]): string {
  const folder = join(dataDir, 'shadows')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), ['#!/bin/sh', ...lines, ''].join('\n'))
  chmodSync(join(folder, name), 0o755)
  return `${folder}:${process.env['PATH']}`
}

/** What a run that gets through says: that it has figures, and that nothing is left. */
export function expectDone({ code, stdout, stderr }: Ended): void {
  expect(code, stdout + stderr).toBe(0)
  expect(stderr).toContain('Removed. Nothing is left')
  expect(stdout).toMatch(/^Run \w+: succeeded$/m)
  expect(stdout).toMatch(/^Nothing is left: \d+ checks/m)
}

/** No stack, no folder of an instance or a function, and no process: as if nothing had been there. */
export async function expectNothingLeft(sluice: Sluice): Promise<void> {
  expect(await liveStacks(sluice.dataDir)).toEqual([])
  const folders = ['instances', 'functions'].map((kind) => join(sluice.dataDir, 'practice', kind))
  expect(folders.filter(existsSync).flatMap((folder) => readdirSync(folder))).toEqual([])
  await until(
    () => sluice.processes().length === 0,
    15_000,
    () => `still at work: ${sluice.processes().join(', ')}`,
  )
}
