import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants } from 'node:os'
import type { World } from '../world.ts'
import { inRoot } from './machine-folder.ts'
import type { Command } from './command-record.ts'
import { longest } from './command-record.ts'
import { instanceMarker } from './marked-processes.ts'
import type { Machine } from './machine.ts'
import { writeToolWrappers } from './tool-wrappers.ts'

export interface RunningScript {
  /** Resolves when the script has ended and no process has its output open. */
  ended: Promise<{ exitCode: number; stdout: string; stderr: string }>
  /** SIGKILL to its process group, as the agent does on a cancel and on a timeout. */
  kill(): void
}

/** The exit code that the agent reports for a script that it has killed. */
export const killedExitCode = 137

/**
 * Runs the script of a command with sh on an instance: in its own process group, with the instance's
 * environment and not the person's, in a directory of the instance.
 */
export function runOnMachine(world: World, machine: Machine, command: Command): RunningScript {
  const { folder, facts } = machine
  writeToolWrappers(folder, { book: world.addresses.file, vpcId: facts.vpcId })
  const file = join(folder.temporary, `${command.commandId}.sh`)
  writeFileSync(file, command.script, { mode: 0o600 })
  const directory = command.workingDirectory === '' ? folder.root : inRoot(folder, command.workingDirectory)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const child = world.children.spawn('sh', [file], {
    cwd: directory,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: `${folder.bin}:${process.env['PATH'] ?? '/usr/bin:/bin'}`,
      HOME: folder.home,
      TMPDIR: folder.temporary,
      LANG: 'C',
      SLUICE_ROOT: folder.sluiceRoot,
      SSM_COMMAND_ID: command.commandId,
      [instanceMarker]: facts.instanceId,
    },
  })
  const output = { stdout: '', stderr: '' }
  const collect = (name: 'stdout' | 'stderr') => (text: Buffer) => {
    // One character more than the limit shows that the output was longer.
    if (output[name].length <= longest[name])
      output[name] = (output[name] + text.toString('utf8')).slice(0, longest[name] + 1)
  }
  child.stdout?.on('data', collect('stdout'))
  child.stderr?.on('data', collect('stderr'))
  let killed = false
  const ended = new Promise<{ exitCode: number; stdout: string; stderr: string }>((resolve) => {
    const finish = (exitCode: number): void => {
      rmSync(file, { force: true })
      resolve({ exitCode, ...output })
    }
    child.once('error', (error) => {
      output.stderr += error.message
      finish(1)
    })
    child.once('close', (code, signal) =>
      finish(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    )
    // A process that left the group of a killed script may keep its output open; that is not waited for.
    child.once('exit', () => killed && finish(killedExitCode))
  })
  return {
    ended,
    kill() {
      killed = true
      if (child.pid === undefined) return
      try {
        process.kill(-child.pid, 'SIGKILL')
      } catch {
        // It has ended.
      }
    },
  }
}
