import { AppError } from '../../../shared/errors.ts'

/** Prints which wrk, curl, kernel and how many CPUs the load generator has. */
export function toolsScript(): string {
  return `set -u
echo "wrk $(wrk -v 2>&1 | head -n 1)"
echo "curl $(curl -V 2>&1 | head -n 1)"
echo "system $(uname -srm)"
echo "cores $(getconf _NPROCESSORS_ONLN)"
`
}

export interface Tools {
  generator: { name: string; version: string }
  curl: string
  system: string
  cores: number
}

/** Reads what `toolsScript` printed. Throws AppError `load-failed` where there is no wrk. */
export function parseTools(stdout: string): Tools {
  const found = new Map(
    stdout.split('\n').map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]),
  )
  return {
    generator: parseGenerator(found.get('wrk') ?? ''),
    curl: (found.get('curl') ?? '').split(' ').slice(0, 2).join(' '),
    system: found.get('system') ?? '',
    cores: Number(found.get('cores') ?? Number.NaN),
  }
}

/**
 * The first line of `wrk -v`: `wrk debian/4.1.0-3+b2 [epoll] …`; the stand-in names itself in the same
 * form.
 */
export function parseGenerator(line: string): { name: string; version: string } {
  const [, name, version] = /^(wrk|autocannon) (\S+)/.exec(line) ?? []
  if (name === undefined || version === undefined)
    throw new AppError('load-failed', `The load generator has no wrk: "${line.slice(0, 80)}".`)
  return { name, version }
}
