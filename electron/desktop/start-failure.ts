import { app, dialog } from 'electron'
import { errorData } from '../../shared/errors.ts'
import { terminalText } from '../platform/terminal-text.ts'

/** Reports why the app could not start, in a box and on the terminal, and exits. */
export function reportStartFailure(thrown: unknown): void {
  const { message } = errorData(thrown)
  process.stderr.write(`sluice: ${terminalText(message)}\n`)
  dialog.showErrorBox('Sluice could not start', message)
  app.exit(1)
}
