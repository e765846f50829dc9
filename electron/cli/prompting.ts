import { createInterface } from 'node:readline/promises'
import { accountTitle } from '../../shared/account-name.ts'
import { errorMessage } from '../../shared/errors.ts'
import type { Prompt } from '../../shared/prompt.ts'
import type { Engine } from '../engine.ts'
import { openInBrowser } from './open-browser.ts'
import { call } from './session.ts'

/**
 * Answers the engine's prompts on the terminal, for as long as the command runs. Where nobody sits at it, a prompt that needs hands is given up at once:
 * a command in a script must end, not wait. @returns stops it
 */
export function answerPrompts(engine: Engine): () => void {
  const say = (text: string): boolean => process.stderr.write(`${text}\n`)
  const answer = async (prompt: Prompt): Promise<void> => {
    const { id } = prompt
    const who = accountTitle(prompt.account)
    if (prompt.kind === 'sso') {
      say(`${who}: sign in at ${prompt.url} (code ${prompt.code}). It goes on by itself.`)
      if (process.stderr.isTTY) openInBrowser(prompt.url)
      return
    }
    const wanted = prompt.kind === 'mfa' ? `Code of the MFA device ${prompt.serial}` : `${prompt.reason} ${prompt.remedy}`
    if (!process.stdin.isTTY) {
      say(`${who}: ${wanted} Nobody can be asked here.`)
      await call(engine, 'prompts.answer', { kind: 'cancel', id })
      return
    }
    const terminal = createInterface({ input: process.stdin, output: process.stderr })
    const typed = await terminal
      .question(prompt.kind === 'mfa' ? `${who}: ${wanted}: ` : `${who}: ${wanted} Press Enter when done. `)
      .finally(() => terminal.close())
    await call(engine, 'prompts.answer', prompt.kind === 'mfa' ? { kind: 'code', id, code: typed.trim() } : { kind: 'again', id })
  }
  return engine.onEvent((event) => {
    if (event.name !== 'prompt.opened') return
    void answer(event.data).catch((thrown: unknown) => say(errorMessage(thrown)))
  })
}
