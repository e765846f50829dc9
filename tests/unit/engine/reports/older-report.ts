import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** A report that an earlier version of Sluice has written, by its name in `tests/fixtures/reports/`. */
export function olderReport(name: string): string {
  const file = new URL(`../../../fixtures/reports/${name}.html.gz`, import.meta.url)
  return gunzipSync(readFileSync(file)).toString('utf8')
}
