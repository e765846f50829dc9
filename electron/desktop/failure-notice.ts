/** What is told of something that broke beside the engine. */
export interface FailureNotice {
  message: string
  detail: string
}

/**
 * What Electron says of a process of its own that has ended. `type` is undefined for the one that shows the
 * page.
 */
export interface ProcessEnd {
  type?: string
  reason: string
  exitCode: number
}

/**
 * What to show when a process of Chromium's has ended.
 * @returns undefined where it is not worth a person's attention: it was meant to end, or Chromium replaces
 * it by itself
 */
export function processNotice({ type, reason, exitCode }: ProcessEnd): FailureNotice | undefined {
  if (reason === 'clean-exit') return undefined
  if (type === undefined) {
    return {
      message: 'The page has stopped working',
      detail: `It ended with "${reason}" (${exitCode}). What was deployed and measured is not touched by it: reload the page to see it again.`,
    }
  }
  // The GPU process is started anew, or drawn without; utility processes are started when they are needed
  // again.
  return undefined
}

export function defectNotice(message: string): FailureNotice {
  return {
    message: 'Something unexpected happened',
    detail: `${message}\n\nIt is written down in the log (Help, Open logs). If the page looks wrong, reload it.`,
  }
}
