import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, chromium, type Page } from 'playwright'
import type { CommandInput, CommandName, CommandOutput } from '../../shared/contract.ts'
import type { Answer } from '../../shared/wire.ts'
import { isAlive } from './processes.ts'
import { type Seat, seatBefore } from './seat.ts'

export interface LaunchedApp {
  /** The page in the app's window. */
  page: Page
  /** Of Electron's main process. */
  pid: number
  /** Gives a command as the page does; fails where the answer is an error. */
  request<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>
  /** Hands anything to the bridge. */
  answer(name: string, input: unknown): Promise<Answer<unknown>>
  /** Kill -9 on the main process, as a crash or a person would; its display goes with it. */
  kill(): Promise<void>
  /** The page as somebody sees it who connects only now: Playwright gives up a page that has crashed once. */
  pageNow(): Promise<Page>
  /** What a person has in front of it. */
  seat: Seat
  /** Resolves when the app has quit on its own, and its display with it. */
  ended: Promise<void>
  /** SIGTERM, which it cannot ask anybody about. */
  close(): Promise<void>
}

const startMs = 30_000
const endMs = 10_000

/**
 * Starts the packed app on a display of its own. Its fuses forbid Node's inspector, so it is driven through
 * the port that Chromium has for this. Its standard error is only shown when it does not start: without a
 * D-Bus and a GPU it is full of complaints.
 */
export async function launchApp(
  executable: string,
  environment: Record<string, string>,
): Promise<LaunchedApp> {
  const args = ['--remote-debugging-port=0', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
  const display = spawn('xvfb-run', ['-a', '-s', '-screen 0 1280x900x24', executable, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  let said = ''
  display.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const end = new Promise<void>((resolve, reject) => {
    display.once('exit', () => resolve())
    display.once('error', (cause) =>
      reject(new Error('xvfb-run cannot be started; on Debian: apt-get install xvfb xauth', { cause })),
    )
  })
  const stopDisplay = async (): Promise<void> => {
    if (display.pid !== undefined && display.exitCode === null && display.signalCode === null)
      process.kill(-display.pid, 'SIGTERM')
    await end
  }
  try {
    const address = await Promise.race([debuggingAddress(() => said), end.then(() => undefined)])
    if (address === undefined) throw new Error(`The app did not start:\n${said}`)
    const browser = await chromium.connectOverCDP(address)
    const pid = await mainProcess(browser)
    const page = await firstPage(browser)
    const answer = (name: string, input: unknown): Promise<Answer<unknown>> =>
      page.evaluate(askBridge, [name, input] as const)
    return {
      page,
      pid,
      answer,
      async pageNow() {
        const again = await chromium.connectOverCDP(address)
        return firstPage(again)
      },
      seat: seatBefore(pid),
      ended: end,
      async request<N extends CommandName>(name: N, input: CommandInput<N>) {
        const given = await answer(name, input)
        if (!given.ok) throw new Error(`${name}: ${given.error.message}`)
        return given.value as CommandOutput<N>
      },
      async kill() {
        process.kill(pid, 'SIGKILL')
        await end
        await browser.close()
        if (isAlive(pid)) throw new Error(`Process ${pid} is still there.`)
      },
      async close() {
        if (isAlive(pid)) process.kill(pid, 'SIGTERM')
        // The display ends after the app, and tidies up.
        await Promise.race([end, sleep(endMs, undefined, { ref: false })])
        await browser.close()
        if (isAlive(pid)) process.kill(pid, 'SIGKILL')
        await end
      },
    }
  } catch (thrown) {
    await stopDisplay()
    throw thrown
  }
}

/** Runs in the page. */
function askBridge([name, input]: readonly [string, unknown]): Promise<Answer<unknown>> {
  const bridge = Reflect.get(window, 'sluice') as {
    request(name: string, input: unknown): Promise<Answer<unknown>>
  }
  return bridge.request(name, input)
}

async function debuggingAddress(said: () => string): Promise<string | undefined> {
  const deadline = performance.now() + startMs
  while (performance.now() < deadline) {
    const address = /DevTools listening on (ws:\S+)/.exec(said())?.[1]
    if (address !== undefined) return address
    await sleep(50)
  }
  return undefined
}

async function mainProcess(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const main = processInfo.find(({ type }) => type === 'browser')
  if (main === undefined) throw new Error('Chromium does not tell its main process.')
  return main.id
}

async function firstPage(browser: Browser): Promise<Page> {
  const context = browser.contexts()[0]
  if (context === undefined) throw new Error('The app has no browser context.')
  return context.pages()[0] ?? context.waitForEvent('page', { timeout: startMs })
}
