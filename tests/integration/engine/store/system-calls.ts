import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { findTool } from '../../../../electron/platform/tools.ts'

/** One system call that has returned. */
export interface SystemCall {
  name: string
  /** What its first argument leads to: a path, or a connection such as `TCP:[127.0.0.1:1->127.0.0.1:2]`. */
  target: string
  /** Everything that strace prints of it, data included. */
  text: string
}

const traced = ['fsync', 'fdatasync', 'pwrite64', 'write', 'writev', 'sendto', 'sendmsg']

/**
 * Runs a command under strace.
 * @param out a file for strace's own output
 * @returns its system calls in the order of their returns
 * @throws Error where strace is missing, or the command fails
 */
export async function systemCallsOf(
  command: readonly string[],
  out: string,
  environment: Record<string, string>,
): Promise<SystemCall[]> {
  const strace = findTool('strace')
  if (strace === undefined)
    throw new Error(
      'strace is missing. Install it with your package manager (on Debian: apt-get install strace).',
    )
  // A page of the database is 4096 bytes: all of it is wanted.
  const child = spawn(
    strace,
    ['-f', '-yy', '-s', '4096', '-e', `trace=${traced.join(',')}`, '-o', out, ...command],
    {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const code = await new Promise((done) => child.on('close', done))
  if (code !== 0) throw new Error(`${command.join(' ')} under strace ended with ${String(code)}: ${stderr}`)
  return parseTrace(readFileSync(out, 'utf8'))
}

/** Whether a call waits until the disk holds its target. */
export function isSync({ name }: SystemCall): boolean {
  return name === 'fsync' || name === 'fdatasync'
}

/** Reads strace's output; a call that other threads interrupt on the page counts where it returns. */
export function parseTrace(trace: string): SystemCall[] {
  const unfinished = new Map<string, string>()
  return trace.split('\n').flatMap((line) => {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
    const begun = /^(.*) <unfinished \.\.\.>$/.exec(rest)?.[1]
    if (begun !== undefined) {
      unfinished.set(thread, begun)
      return []
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)?.[1]
    const text = resumed === undefined ? rest : `${unfinished.get(thread) ?? ''}${resumed}`
    const [, name, target] = /^(\w+)\(\d+<(.*?[^-])>[,) ]/.exec(text) ?? []
    return name === undefined || target === undefined ? [] : [{ name, target, text }]
  })
}
