import { AppError } from '../../../../shared/errors.ts'
import { askingStart } from './asking.ts'
import { completeLines, pinText, quoted, wholeNumber } from './shell-text.ts'

/** An address that has to answer before it is measured. */
export interface ProbeTarget {
  scenarioId: string
  path: string
  url: string
  /** The public key that its certificate has to have, as curl pins it; null for one that everybody trusts. */
  pin: string | null
}

/**
 * Asks each target `times` times, each time on a new connection, stopping at the first error, and prints
 * status, length and SHA-256 of every answer; equal answers that follow each other become one line with
 * their number. A scenario that did not answer at all is not asked for its other paths: each would take as
 * long. One process asks a target and one hashes its answers: starting processes is what takes the time.
 * @param bodyBytes length of the body that each request carries; 0 asks by GET
 */
export function probeScript(targets: readonly ProbeTarget[], times = 1, bodyBytes = 0): string {
  const asks = targets.map(
    ({ scenarioId, path, url, pin }) =>
      `probe ${quoted(scenarioId)} ${quoted(path)} ${quoted(url)} ${pinText(pin)}\n`,
  )
  return `${askingStart(bodyBytes)}sha256() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum "$@"; else shasum -a 256 "$@"; fi
}
silent=
probe() {
  case " $silent " in *" $1 "*) return 0 ;; esac
  printf 'of\\t%s\\t%s\\n' "$1" "$2"
  scenario=$1
  url=$3
  trusting "\${4-}"
  left=${wholeNumber(times)}
  set --
  while [ "$left" -gt 0 ]; do
    : > "$answer.$left"
    set -- -o "$answer.$left" "$url" "$@"
    left=$((left - 1))
  done
  statuses=$(ask -f --fail-early -H 'Connection: close' -w '%{http_code}\\n' "$@") || true
  printf '%s\\n' "\${statuses:-000}"
  case $statuses in '' | *000*) silent="$silent $scenario" ;; esac
  wc -c "$answer".[0-9]*
  sha256 "$answer".[0-9]*
}
{
${asks.join('')}echo of
} | awk '${together}' | uniq -c
echo end
`
}

/** From what `probe` prints, a target after the other, makes a line of each answer. */
const together = `
function tell(i) {
  for (i = 1; i <= answers; i++)
    printf "%s\\t%s\\t%s\\t%s\\t%s\\n", scenario, path, status[i], bytes[i], hash[i]
  answers = 0
}
$1 == "of" { tell(); split($0, target, "\\t"); scenario = target[2]; path = target[3]; next }
/^[0-9][0-9][0-9]$/ { status[++answers] = $1; next }
match($0, /[.][0-9]+$/) {
  if (length($1) == 64) hash[substr($0, RSTART + 1)] = $1
  else bytes[substr($0, RSTART + 1)] = $1
}
`

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
