import type { ChildProcess } from 'node:child_process'
import { openSluice, until, type Ended, type Sluice } from '../sluice-command.ts'

/** `sluice serve` in a process of its own. */
export interface Served {
  /** The newest that it has printed: each is good for one page. */
  readonly address: string
  child: ChildProcess
  /** Ends it as Ctrl-C does. */
  stop(): Promise<void>
  /** Ends it without a chance to do anything more. */
  kill(): Promise<void>
}

/** A data folder of its own, and the browser hosts on it. */
export interface ServedSluice extends Sluice {
  serve(port?: number): Promise<Served>
}

export function openServedSluice(): ServedSluice {
  const sluice = openSluice()
  const going = new Set<Served>()
  return {
    ...sluice,
    async serve(port) {
      const served = await serve(sluice, port)
      going.add(served)
      served.child.once('close', () => going.delete(served))
      return served
    },
    async end() {
      for (const served of going) await served.stop()
      await sluice.end()
    },
  }
}

async function serve(sluice: Sluice, port?: number): Promise<Served> {
  const started = sluice.start([
    'serve',
    '--no-open',
    ...(port === undefined ? [] : ['--port', String(port)]),
  ])
  const { child } = started
  let said = ''
  let ended: Ended | undefined
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  void started.ended.then((how) => (ended = how))
  // Long: from a checkout it builds the pages first where they are out of date.
  await until(
    () => said.includes('http:') || ended !== undefined,
    90_000,
    () => 'sluice serve never printed its address',
  )
  if (ended !== undefined) throw new Error(`sluice serve ended: ${ended.stderr}`)
  const end = async (signal: 'SIGINT' | 'SIGKILL'): Promise<void> => {
    child.kill(signal)
    await started.ended
  }
  return {
    get address() {
      return said.match(/http:\S+/g)?.at(-1) ?? ''
    },
    child,
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
  }
}
