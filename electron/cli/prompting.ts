import { createInterface } from 'node:readline/promises'
import { accountTitle } from '../../shared/account-name.ts'
import { errorMessage } from '../../shared/errors.ts'
import type { Prompt } from '../../shared/prompt.ts'
import type { Engine } from '../engine/engine.ts'
import { terminalLine } from '../platform/terminal-text.ts'
import { openInBrowser } from './open-browser.ts'
import { warn } from './print.ts'
import { call } from './session.ts'

/**
 * Answers the engine's prompts on the terminal for as long as the command runs. Where standard input is no
 * terminal, a prompt that needs a person is cancelled at once: a command in a script must end, not wait.
 * @returns stops it
 */
export function answerPrompts(engine: Engine): () => void {
  const unattended = !process.stdin.isTTY
  /**
   * Accounts for which a code was shown. The browser may be on another machine, so the first code is waited
   * for even without a terminal.
   */
  const shown = new Set<string>()
  const answer = async (prompt: Prompt): Promise<void> => {
    const { id } = prompt
    const who = accountTitle(prompt.account)
    const cancel = async (why: string): Promise<void> => {
      warn(`${who}: ${why}`)
      await call(engine, 'prompts.answer', { kind: 'cancel', id })
    }
    if (prompt.kind === 'process')
      return warn(
        `${who}: waiting for its credential_process, which gets no input. It may ask in a window of its ` +
          `own, and is ended after ${prompt.limitMs / 1000} s.`,
      )
    if (prompt.kind === 'sso') {
      if (unattended && shown.has(who))
        return cancel('The first code was not used, and this is not a terminal.')
      shown.add(who)
      warn(`${who}: sign in at ${prompt.url} (code ${prompt.code}). Sluice continues when you have.`)
      if (process.stderr.isTTY) openInBrowser(prompt.url)
      return
    }
    const question =
      prompt.kind === 'mfa'
        ? `Enter the code of MFA device ${prompt.serial}:`
        : `${prompt.reason} ${prompt.remedy} Press Enter when done.`
    if (unattended) return cancel(`${question} This is not a terminal.`)
    const terminal = createInterface({ input: process.stdin, output: process.stderr })
    const typed = await terminal
      .question(`${terminalLine(`${who}: ${question}`)} `)
      .finally(() => terminal.close())
    await call(
      engine,
      'prompts.answer',
      prompt.kind === 'mfa' ? { kind: 'code', id, code: typed.trim() } : { kind: 'again', id },
    )
  }
  return engine.onEvent((event) => {
    if (event.name !== 'prompt.opened') return
    void answer(event.data).catch((thrown: unknown) => warn(errorMessage(thrown)))
  })
}
