import type { LoadTool, ToolVersion } from '../load-tool.ts'

/** What is installed on the load generator. */
export interface Generator {
  tool: ToolVersion
  curl: string
  system: string
  cores: number
}

/** Prints the versions of the load tool, curl and the kernel, and the number of CPUs. */
export function generatorScript({ check }: LoadTool): string {
  return `set -u
echo "tool $(${check.command} 2>&1 | head -n 1)"
echo "curl $(curl -V 2>&1 | head -n 1)"
echo "system $(uname -srm)"
echo "cores $(getconf _NPROCESSORS_ONLN)"
`
}

/** Reads what `generatorScript` printed. Throws AppError `load-failed` when the tool is missing. */
export function parseGenerator(stdout: string, { check }: LoadTool): Generator {
  const found = new Map(
    stdout.split('\n').map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]),
  )
  return {
    tool: check.parse(found.get('tool') ?? ''),
    curl: (found.get('curl') ?? '').split(' ').slice(0, 2).join(' '),
    system: found.get('system') ?? '',
    cores: Number(found.get('cores') ?? Number.NaN),
  }
}
