import { createInterface } from 'node:readline/promises'
import { accountTitle } from '../../shared/account-name.ts'
import { errorMessage } from '../../shared/errors.ts'
import type { Prompt } from '../../shared/prompt.ts'
import type { Engine } from '../engine/engine.ts'
import { openInBrowser } from './open-browser.ts'
import { call } from './session.ts'

/**
 * Answers the engine's prompts on the terminal, for as long as the command runs. Where nobody sits at it, a
 * prompt that needs hands is given up at once: a command in a script must end, not wait. @returns stops it
 */
export function answerPrompts(engine: Engine): () => void {
  const unattended = !process.stdin.isTTY
  /**
   * Who was shown a code already: a browser may be elsewhere, so that one code is waited for even where
   * nobody sits at the terminal.
   */
  const shown = new Set<string>()
  const say = (text: string): boolean => process.stderr.write(`${text}\n`)
  const answer = async (prompt: Prompt): Promise<void> => {
    const { id } = prompt
    const who = accountTitle(prompt.account)
    const giveUp = async (why: string): Promise<void> => {
      say(`${who}: ${why}`)
      await call(engine, 'prompts.answer', { kind: 'cancel', id })
    }
    if (prompt.kind === 'sso') {
      if (unattended && shown.has(who)) return giveUp('Nobody has signed in, and nobody can be asked here.')
      shown.add(who)
      say(`${who}: sign in at ${prompt.url} (code ${prompt.code}). It goes on by itself.`)
      if (process.stderr.isTTY) openInBrowser(prompt.url)
      return
    }
    const wanted =
      prompt.kind === 'mfa' ? `Code of the MFA device ${prompt.serial}` : `${prompt.reason} ${prompt.remedy}`
    if (unattended) return giveUp(`${wanted} Nobody can be asked here.`)
    const terminal = createInterface({ input: process.stdin, output: process.stderr })
    const typed = await terminal
      .question(prompt.kind === 'mfa' ? `${who}: ${wanted}: ` : `${who}: ${wanted} Press Enter when done. `)
      .finally(() => terminal.close())
    await call(
      engine,
      'prompts.answer',
      prompt.kind === 'mfa' ? { kind: 'code', id, code: typed.trim() } : { kind: 'again', id },
    )
  }
  return engine.onEvent((event) => {
    if (event.name !== 'prompt.opened') return
    void answer(event.data).catch((thrown: unknown) => say(errorMessage(thrown)))
  })
}
