// What this executable is to be is decided before anything else: the app, or one of the processes that the app starts of itself.
// `ready` fires only once this module has loaded, so nothing here may wait for it.
import { startedEntry } from './entries.ts'

const entry = startedEntry(process.argv)
if (entry === undefined) (await import('./shell/start-app.ts')).startApp()
else (await import('./shell/run-entry.ts')).runEntry(entry)
