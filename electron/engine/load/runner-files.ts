import type { LoadTool } from './load-tool.ts'
import type { RequestCounters } from './origin.ts'

/**
 * The files that `templates/load/runner.sh` needs in a run's folder, by name.
 * @param read gives the text of a file in `templates/load`
 */
export function runnerFiles(
  tool: LoadTool,
  counters: RequestCounters | null,
  read: (file: string) => string,
): Record<string, string> {
  const files = {
    'runner.sh': 'runner.sh',
    ...tool.command.files,
    ...(counters && { 'counters.sh': counters.script }),
  }
  return Object.fromEntries(Object.entries(files).map(([name, file]) => [name, read(file)]))
}
