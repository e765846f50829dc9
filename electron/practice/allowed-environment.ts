/** Passed on, with those that begin with one of `allowedPrefixes`. */
const allowedNames = [
  // Where tools and temporary files are, and the person's language and time zone.
  'PATH',
  'HOME',
  'TMPDIR',
  'LANG',
  'LANGUAGE',
  'TZ',
  // Where the libraries are that Node and Electron are linked with.
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  // How Electron starts from an AppImage, and where Chromium's sandbox is.
  'APPIMAGE',
  'APPDIR',
  'APPIMAGE_EXTRACT_AND_RUN',
  'ELECTRON_DISABLE_SANDBOX',
  'CHROME_DEVEL_SANDBOX',
  // Tools that are treated as missing (`electron/tools.ts`).
  'SLUICE_WITHOUT',
] as const

const allowedPrefixes = ['LC_', 'XDG_'] as const

/**
 * The part of a person's environment that the practice account's process is started with. The account runs
 * code from templates, which can read the environment of its process in `/proc/self/environ`: variables are
 * passed on by name, and none that may hold a secret.
 */
export function allowedEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => isAllowed(name)))
}

function isAllowed(name: string): boolean {
  if (allowedNames.some((allowed) => name === allowed)) return true
  return allowedPrefixes.some((prefix) => name.startsWith(prefix))
}
