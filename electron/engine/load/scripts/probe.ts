import { AppError } from '../../../../shared/errors.ts'
import { askingStart } from './asking.ts'
import { completeLines, quoted, wholeNumber } from './shell-text.ts'

/** An address that has to answer before it is measured. */
export interface ProbeTarget {
  scenarioId: string
  path: string
  url: string
}

/**
 * Asks each target `times` times in a row, stopping at the first answer other than 200, and prints status,
 * length and SHA-256 of every answer; equal answers that follow each other become one line with their
 * number. A scenario that did not answer at all is not asked for its other paths: each would take as long.
 * @param bodyBytes length of the body that each request carries; 0 asks by GET
 */
export function probeScript(targets: readonly ProbeTarget[], times = 1, bodyBytes = 0): string {
  const asks = targets.map(
    ({ scenarioId, path, url }) => `probe ${quoted(scenarioId)} ${quoted(path)} ${quoted(url)}\n`,
  )
  return `${askingStart(bodyBytes)}sha256() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum; else shasum -a 256; fi
}
silent=
probe() {
  case " $silent " in *" $1 "*) return 0 ;; esac
  left=${wholeNumber(times)}
  while [ "$left" -gt 0 ]; do
    left=$((left - 1))
    : > "$answer"
    status=$(ask -o "$answer" -w '%{http_code}' "$3") || true
    bytes=$(wc -c < "$answer" | tr -d ' ')
    hash=$(sha256 < "$answer" | cut -c 1-64)
    printf '%s\\t%s\\t%s\\t%s\\t%s\\n' "$1" "$2" "\${status:-000}" "$bytes" "$hash"
    if [ "$status" = 000 ]; then silent="$silent $1"; fi
    if [ "$status" != 200 ]; then break; fi
  done
}
{
${asks.join('')}} | uniq -c
echo end
`
}

/** One answer. `status` is 0 when nothing came within 35 s. */
export interface ProbeResult {
  scenarioId: string
  path: string
  status: number
  bytes: number
  sha256: string
}

/** Reads what `probeScript` printed: one result per answer, in the order of asking. */
export function parseProbe(stdout: string): ProbeResult[] {
  return completeLines(stdout).flatMap((line) => {
    const [counted = '', path = '', status, bytes, sha256 = ''] = line.split('\t')
    const [, count, scenarioId] = /^ *(\d+) (.*)$/.exec(counted) ?? []
    if (scenarioId === undefined || sha256.length !== 64)
      throw new AppError('load-failed', `The load generator answered "${line.slice(0, 80)}".`)
    const result = { scenarioId, path, status: Number(status), bytes: Number(bytes), sha256 }
    return Array.from({ length: Number(count) }, () => result)
  })
}
