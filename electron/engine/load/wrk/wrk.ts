import { AppError } from '../../../../shared/errors.ts'
import { loadFaults } from '../../../../shared/load-rules.ts'
import type { LoadTool, ToolVersion } from '../load-tool.ts'
import { decodeResult } from './result.ts'

/** wrk 4.1.0 and 4.2.0, driven by `templates/load/wrk.sh` with the Lua script `trial.lua`. */
export const wrk: LoadTool = {
  id: 'wrk',
  name: 'wrk',
  local: {
    program: 'wrk',
    without: "Without it a stand-in made of Node drives the load: slower, and its figures are not wrk's.",
  },
  check: { command: 'wrk -v', parse: parseVersion },
  command: { files: { 'tool.sh': 'wrk.sh', 'trial.lua': 'trial.lua' } },
  decode: decodeResult,
  rules: loadFaults,
}

/**
 * The first line of `wrk -v`: `wrk debian/4.1.0-3+b2 [epoll] …`, and `wrk  [epoll] …` where it was built
 * from an archive of its sources. The practice account's stand-in names itself in the same form.
 */
function parseVersion(line: string): ToolVersion {
  const [, name, version] = /^(wrk|autocannon) +([^\s[]\S*)?/.exec(line) ?? []
  if (name === undefined)
    throw new AppError('load-failed', `The load generator has no wrk: "${line.slice(0, 80)}".`)
  return { name, version: version ?? 'unknown', standsFor: name === 'wrk' ? null : 'wrk' }
}
