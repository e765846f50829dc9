import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/**
 * Every process and worker that Sluice starts, by name → its source file, relative to `electron/`.
 * From a checkout Node runs the TypeScript source; a build flattens them all into one folder as `<name>.js`.
 */
export const entrySources = {
  practice: 'practice/main.ts',
  'load-balancer': 'practice/traffic/load-balancer-worker.ts',
  'application-load-balancer': 'practice/traffic/application-load-balancer-worker.ts',
  'rest-api': 'practice/traffic/rest-api-worker.ts',
  'http-api': 'practice/traffic/http-api-worker.ts',
  'function-url': 'practice/traffic/function-url-worker.ts',
  'lambda-environment': 'practice/lambda/environment-worker.ts',
  'embedded-origin': 'practice/machines/embedded-origin-worker.ts',
  'wrk-stand-in': 'practice/machines/wrk-stand-in.ts',
  'curl-stand-in': 'practice/machines/curl-stand-in.ts',
} as const

export type EntryName = keyof typeof entrySources

/** Where this file runs from: true from a checkout, false from a build. */
export const runsFromSource = import.meta.url.endsWith('.ts')

/**
 * The file of an entry, as a URL that `new Worker` and `fork` take. From a checkout, `SLUICE_BUILT_ENTRIES`
 * names a build to take it from: it starts in a fraction of the time. The tests use it.
 */
export function entryUrl(name: EntryName): URL {
  if (!runsFromSource) return new URL(`./${name}.js`, import.meta.url)
  const built = process.env['SLUICE_BUILT_ENTRIES']
  if (built !== undefined) return pathToFileURL(join(built, `${name}.js`))
  return new URL(`../${entrySources[name]}`, import.meta.url)
}

/**
 * The entries that are processes of their own; the others are worker threads. Each runs when it is imported,
 * reads `entryArguments()`, and is done when its import is.
 */
const processEntries = ['practice', 'wrk-stand-in', 'curl-stand-in'] as const satisfies readonly EntryName[]

export type ProcessEntryName = (typeof processEntries)[number]

const entryFlag = '--sluice-entry='
const dataDirFlag = '--data-dir'

/** The entry that this process was started to be, from its `process.argv`; undefined for the app itself. */
export function startedEntry(argv: readonly string[]): ProcessEntryName | undefined {
  const name = argv.find((arg) => arg.startsWith(entryFlag))?.slice(entryFlag.length)
  const known = processEntries.find((entry) => entry === name)
  if (name !== undefined && known === undefined) throw new Error(`There is no entry "${name}".`)
  return known
}

/**
 * The arguments of an entry: those after Node's own and the script, or those after the flag by which the app
 * starts itself. What stands before the flag is Electron's.
 */
export function entryArguments(argv: readonly string[] = process.argv): string[] {
  const flag = argv.findIndex((arg) => arg.startsWith(entryFlag))
  return argv.slice(flag === -1 ? 2 : flag + 1)
}

/** The data folder that an entry was started for. */
export function givenDataDir(argv: readonly string[]): string | undefined {
  const at = argv.indexOf(dataDirFlag)
  return at < 0 ? undefined : argv[at + 1]
}

/**
 * The command line that starts an entry as a process of its own: `[executable, ...args]`. A packed Electron
 * app has no Node to run a file with (the run-as-node fuse is off), so it starts itself with a flag that
 * its entry handles before anything else.
 */
export function entryCommand(name: ProcessEntryName): [string, ...string[]] {
  if (process.versions['electron'] !== undefined) return electronCommand(name)
  return [process.execPath, fileURLToPath(entryUrl(name))]
}

function electronCommand(name: ProcessEntryName): [string, ...string[]] {
  // Chromium's warnings about a missing bus or display do not belong in the output of the process.
  const flags = ['--log-level=3']
  // Otherwise the process would end with the display, which it never uses.
  if (process.platform === 'linux') flags.push('--ozone-platform=headless')
  // Where the app itself cannot have Chromium's sandbox, its processes cannot either.
  if (process.argv.includes('--no-sandbox')) flags.push('--no-sandbox')
  // The app gives its data folder to the practice account, which gives it to the processes that it starts.
  const dataDir = givenDataDir(process.argv)
  if (dataDir !== undefined) flags.push(dataDirFlag, dataDir)
  flags.push(`${entryFlag}${name}`)
  if (isPacked()) return [ownExecutable(process.execPath, process.env), ...flags]
  return [process.execPath, fileURLToPath(new URL('../..', import.meta.url)), ...flags]
}

/**
 * Whether this file is part of a packed app, and not of a build that a development Electron was pointed at.
 */
function isPacked(): boolean {
  const resources = (process as { resourcesPath?: string }).resourcesPath
  return resources !== undefined && fileURLToPath(import.meta.url).startsWith(resources)
}

/**
 * An AppImage is mounted while its own process runs. What must outlive that process starts from the image,
 * which is mounted again.
 */
export function ownExecutable(execPath: string, environment: NodeJS.ProcessEnv): string {
  const { APPIMAGE: image, APPDIR: mount } = environment
  return image !== undefined && mount !== undefined && execPath.startsWith(`${mount}/`) ? image : execPath
}
