import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a person has in front of a launched app: its windows, native dialogs among them, and a keyboard. */
export interface Seat {
  /** The titles of what is to be seen. */
  windows(): string[]
  /**
   * Waits for a window with a title like this, gives it the focus and presses keys, in the words of
   * xdotool.
   */
  press(title: RegExp, ...keys: string[]): Promise<void>
  /** Moves a window and changes its size, in pixels. */
  place(title: RegExp, area: { x: number; y: number; width: number; height: number }): Promise<void>
}

const waitMs = 15_000

/** @param pid a process of the app: its display is where the seat stands */
export function seatBefore(pid: number): Seat {
  const display = environmentOf(pid)
  const xdotool = (...args: string[]): string => {
    const { error, stdout } = spawnSync('xdotool', args, {
      env: { ...process.env, ...display },
      encoding: 'utf8',
    })
    if (error)
      throw new Error('xdotool cannot be started; on Debian: apt-get install xdotool', { cause: error })
    return stdout.trim()
  }
  const titled = (): { id: string; title: string }[] =>
    xdotool('search', '--onlyvisible', '--name', '.')
      .split('\n')
      .filter((id) => id !== '')
      .map((id) => ({ id, title: xdotool('getwindowname', id) }))
      .filter(({ title }) => title !== '')

  async function find(title: RegExp): Promise<string> {
    const deadline = performance.now() + waitMs
    while (performance.now() < deadline) {
      const found = titled().find((window) => title.test(window.title))
      if (found !== undefined) return found.id
      await sleep(100)
    }
    throw new Error(
      `No window is called ${title.source}. There are: ${titled()
        .map(({ title }) => title)
        .join(', ')}`,
    )
  }

  return {
    windows: () => titled().map(({ title }) => title),
    async press(title, ...keys) {
      xdotool('windowfocus', await find(title))
      // No window manager says when it is done.
      await sleep(200)
      for (const key of keys) xdotool('key', key)
    },
    async place(title, { x, y, width, height }) {
      const id = await find(title)
      xdotool('windowsize', id, String(width), String(height), 'windowmove', id, String(x), String(y))
    },
  }
}

function environmentOf(pid: number): Record<string, string> {
  const lines = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
  const wanted = lines.filter((line) => /^(DISPLAY|XAUTHORITY)=/.test(line))
  return Object.fromEntries(
    wanted.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
}
