import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'

/**
 * The environment variable by which the processes of an instance are known, also those that left their
 * process group.
 */
export const instanceMarker = 'SLUICE_INSTANCE'

/**
 * Kills every process that was started with `SLUICE_INSTANCE=<instanceId>`, until none is left; gives up
 * after two seconds.
 */
export async function killMarkedProcesses(instanceId: string): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    const pids = await markedProcesses(instanceId)
    if (pids.length === 0) return
    for (const pid of pids) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It has ended.
      }
    }
    await delay(50)
  }
}

/** Linux shows the environment of one's own processes under /proc, other systems by ps. */
async function markedProcesses(instanceId: string): Promise<number[]> {
  const mark = `${instanceMarker}=${instanceId}`
  const names = await readdir('/proc').catch(() => undefined)
  if (names === undefined) return markedByPs(mark)
  const pids = names.map(Number).filter((pid) => pid > 0 && pid !== process.pid)
  const marked = await Promise.all(
    pids.map(async (pid) =>
      (await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '')).split('\0').includes(mark)
        ? [pid]
        : [],
    ),
  )
  return marked.flat()
}

async function markedByPs(mark: string): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-axEww', '-o', 'pid=,command='], {
    maxBuffer: 64 * 1024 * 1024,
  })
  const lines = stdout.split('\n').map((line) => line.trim().split(' '))
  return lines.flatMap(([pid, ...words]) =>
    words.includes(mark) && Number(pid) !== process.pid ? [Number(pid)] : [],
  )
}
