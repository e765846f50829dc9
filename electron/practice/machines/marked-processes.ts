import { execFile } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'

/**
 * The environment variable by which the processes of an instance are known, also those that left their
 * process group.
 */
export const instanceMarker = 'SLUICE_INSTANCE'

/**
 * Kills every process that was started with `SLUICE_INSTANCE=<instanceId>` and every nginx that runs in the
 * instance's folder (it overwrites its environment), until none is left; gives up after two seconds.
 * @param folder of the instance, absolute
 */
export async function killProcessesOf(instanceId: string, folder: string): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    const pids = await processesOf(instanceId, folder)
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
async function processesOf(instanceId: string, folder: string): Promise<number[]> {
  const mark = `${instanceMarker}=${instanceId}`
  const names = await readdir('/proc').catch(() => undefined)
  if (names === undefined) return foundByPs(mark, folder)
  const found: number[] = []
  // One after another: all at once, a machine with many processes needs more open files than it may have.
  for (const pid of names.map(Number).filter((id) => id > 0 && id !== process.pid))
    if ((await isMarked(pid, mark)) || (await isNginxIn(pid, folder))) found.push(pid)
  return found
}

async function isMarked(pid: number, mark: string): Promise<boolean> {
  const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '')
  return environment.split('\0').includes(mark)
}

async function isNginxIn(pid: number, folder: string): Promise<boolean> {
  const name = await readFile(`/proc/${pid}/comm`, 'latin1').catch(() => '')
  if (name.trim() !== 'nginx') return false
  const directory = await readlink(`/proc/${pid}/cwd`).catch(() => '')
  return `${directory}/`.startsWith(`${folder}/`)
}

/** nginx's title names its log, which is in the folder. A worker's does not; it ends with its master. */
async function foundByPs(mark: string, folder: string): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-axEww', '-o', 'pid=,command='], {
    maxBuffer: 64 * 1024 * 1024,
  })
  const lines = stdout.split('\n').map((line) => line.trim().split(' '))
  return lines.flatMap(([pid, ...words]) =>
    (words.includes(mark) ||
      (words[0] === 'nginx:' && words.some((word) => word.startsWith(`${folder}/`)))) &&
    Number(pid) !== process.pid
      ? [Number(pid)]
      : [],
  )
}
