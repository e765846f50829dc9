/** What to tell a person about a failure outside of the engine. */
export interface FailureNotice {
  message: string
  detail: string
}

/**
 * What Electron reports about one of its processes that has ended. `type` is undefined for the renderer.
 */
export interface ProcessEnd {
  type?: string
  reason: string
  exitCode: number
}

/**
 * What to show when one of Chromium's processes has ended.
 * @returns undefined where no person needs to know: it was meant to end, or Chromium restarts it
 */
export function processNotice({ type, reason, exitCode }: ProcessEnd): FailureNotice | undefined {
  if (reason === 'clean-exit') return undefined
  if (type === undefined) {
    return {
      message: 'The page has stopped working',
      detail:
        `The process ended with "${reason}" (${exitCode}). Deployments and runs are not affected. ` +
        'Reload the page to continue.',
    }
  }
  // Chromium restarts the GPU process, or draws without it, and starts utility processes on demand.
  return undefined
}

export function defectNotice(message: string): FailureNotice {
  return {
    message: 'Something unexpected happened',
    detail: `${message}\n\nThe log has the details (Help > Open logs). If the page looks wrong, reload it.`,
  }
}
