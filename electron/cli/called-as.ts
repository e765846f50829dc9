import { basename } from 'node:path'

/** What a command was started with. */
interface Start {
  argv: readonly string[]
  environment: NodeJS.ProcessEnv
}

/** The scripts of this project's package.json that start the command line. */
const scripts = ['sluice', 'demo', 'serve']

/**
 * What a person types before the name of a command: `npm run sluice --` in a clone, `npx sluice`, or
 * `sluice`. npm tells scripts who has called them (docs.npmjs.com, "scripts", environment).
 */
export function calledAs({ argv, environment }: Start): string {
  const script = environment['npm_lifecycle_event'] ?? ''
  const isOwn = environment['npm_package_name'] === 'sluice' && scripts.includes(script)
  const started = basename(argv[1] ?? '')
  if (isOwn || started === 'main.ts') return 'npm run sluice --'
  const isBin = /^sluice(\.mjs)?$/.test(started)
  return environment['npm_command'] === 'exec' && isBin ? 'npx sluice' : 'sluice'
}

/** A command as the person who called this one would type it: `sluice runs`, `npm run sluice -- runs`. */
export function command(rest: string): string {
  return `${calledAs({ argv: process.argv, environment: process.env })} ${rest}`
}
