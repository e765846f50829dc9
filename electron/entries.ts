import { fileURLToPath } from 'node:url'

/**
 * Every process and worker that Sluice starts, by name → its source file, relative to this folder.
 * From a checkout Node runs the TypeScript source; a build flattens them all into one folder as `<name>.js`.
 */
export const entrySources = {
  practice: 'practice/main.ts',
  'load-balancer': 'practice/traffic/load-balancer-worker.ts',
  'rest-api': 'practice/traffic/rest-api-worker.ts',
  'lambda-environment': 'practice/lambda/environment-worker.ts',
  'embedded-origin': 'practice/machines/embedded-origin-worker.ts',
  'wrk-stand-in': 'practice/machines/wrk-stand-in.ts',
  'curl-stand-in': 'practice/machines/curl-stand-in.ts',
} as const

export type EntryName = keyof typeof entrySources

/** Where this file runs from: true from a checkout, false from a build. */
export const runsFromSource = import.meta.url.endsWith('.ts')

/** The file of an entry, as a URL that `new Worker` and `fork` take. */
export function entryUrl(name: EntryName): URL {
  return new URL(runsFromSource ? `./${entrySources[name]}` : `./${name}.js`, import.meta.url)
}

/**
 * The command line that starts an entry as a process of its own: `[executable, ...args]`.
 * A packed Electron app has no Node to run a file with (the run-as-node fuse is off), so it starts itself with a flag that its entry
 * handles before anything else.
 */
export function entryCommand(name: EntryName): [string, ...string[]] {
  if (process.versions['electron'] !== undefined) return [process.execPath, `--sluice-entry=${name}`]
  return [process.execPath, fileURLToPath(entryUrl(name))]
}
