import { redact } from '../platform/redact.ts'

/** What helps to diagnose a problem, besides the log. */
export interface Surroundings {
  appVersion: string
  /** `process.versions`, of which the relevant ones are reported. */
  versions: Readonly<Record<string, string | undefined>>
  platform: string
  dataDir: string
  /** The person's home folder, which is left out. */
  home: string
  phases: readonly string[]
}

/** How many lines of the log a report includes. */
export const logLines = 60

/**
 * A text to paste into a report: versions, platform, what is live, and the end of the log; without
 * credentials and without the home folder.
 */
export function diagnosticsText(surroundings: Surroundings, log: string): string {
  const { appVersion, versions, platform, dataDir, home, phases } = surroundings
  const known = ['electron', 'chrome', 'node', 'v8'].flatMap((name) =>
    versions[name] === undefined ? [] : [`${name} ${versions[name]}`],
  )
  const lines = log.trimEnd().split('\n').slice(-logLines)
  const text = [
    `Sluice ${appVersion}`,
    `${platform}; ${known.join(', ')}`,
    `Data folder: ${dataDir}`,
    `Live deployments: ${phases.length === 0 ? 'none' : phases.join(', ')}`,
    '',
    ...lines,
    '',
  ].join('\n')
  return redact(home.length > 1 ? text.replaceAll(home, '~') : text)
}
