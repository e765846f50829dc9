import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll } from 'vitest'
import { processesWith } from './processes.ts'

/**
 * A folder of the test file's own; when the file is done it goes, with every process that carries its name.
 */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-desktop-'))
  afterAll(async () => {
    // Only after a failure is something left.
    for (const { pid } of processesWith(folder)) endIfThere(pid)
    await until(
      () => Promise.resolve(processesWith(folder)),
      (left) => left.length === 0,
    )
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** One that was ending already may be gone between the look and the signal. */
function endIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ESRCH') throw thrown
  }
}

/** Asks until the answer is one that was waited for; the time limit of test or hook ends it. */
export async function until<T>(ask: () => Promise<T>, done: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (done(answer)) return answer
    await sleep(100)
  }
}
