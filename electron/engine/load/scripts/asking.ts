import { scriptStart, wholeNumber } from './shell-text.ts'

/**
 * How a script begins that asks scenarios: it has `ask`, curl with what every request needs, and two files
 * that go with it, `$answer` (also with a number behind it) and `$posted`. `trusting PIN` makes it accept a
 * self-signed certificate with this public key, and no other; without one, those that everybody trusts.
 * @param bodyBytes length of the body that each request carries (`generatedBytes`); 0 asks by GET
 */
export function askingStart(bodyBytes: number): string {
  const curl = `curl -s --http1.1 --max-time 35 -H 'Accept: */*'`
  return `${scriptStart}umask 077
mkdir -p "$root"
answer="$root/answer.$$"
posted="$root/posted.$$"
trap 'rm -f "$answer" "$answer".[0-9]* "$posted"' EXIT
trusting() { trust=\${1:+-k --pinnedpubkey $1}; }
trust=
${bodyBytes === 0 ? `ask() { ${curl} $trust "$@"; }\n` : withBody(curl, bodyBytes)}`
}

function withBody(curl: string, bytes: number): string {
  return `blocks=${wholeNumber(Math.ceil(bytes / 16))}
LC_ALL=C awk -v blocks="$blocks" 'BEGIN { for (i = 0; i < blocks; i++) printf "\\377%014d\\n", i }' |
  head -c ${wholeNumber(bytes)} > "$posted"
ask() {
  ${curl} $trust -H 'Content-Type: application/octet-stream' -H 'Expect:' --data-binary @"$posted" "$@"
}
`
}
