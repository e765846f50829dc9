import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { inRoot, type MachineFolder } from './machine-folder.ts'
import type { Directive } from './nginx-syntax.ts'

/**
 * The Perl of an origin runs on this machine, so there is one only: that of `templates/backend.yaml`, byte
 * for byte, and nginx's own module that runs it. A test holds this hash to the template.
 */
const perlFile = '/usr/share/sluice/service.pm'
const perlSha256 = '0c41db2a219497b4dce91fb4d31fe070cb79a1fac460a898028ed3d9df76bb84'

/** The directives that load and call it: the only value that each may have. */
export const perlWords: ReadonlyMap<string, string> = new Map([
  ['load_module', '/usr/lib64/nginx/modules/ngx_http_perl_module.so'],
  ['perl_require', perlFile],
  ['perl', 'sluice::handle'],
])

/** Whether a configuration calls Perl anywhere. */
export function callsPerl(directives: readonly Directive[]): boolean {
  return directives.some(
    ({ words, block }) => perlWords.has(words[0] ?? '') || (block !== undefined && callsPerl(block)),
  )
}

/** @throws Error where a configuration calls Perl and the instance's file is another one */
export function checkPerlFile(folder: MachineFolder, config: readonly Directive[]): void {
  if (!callsPerl(config)) return
  const found = createHash('sha256')
    .update(readFileSync(inRoot(folder, perlFile)))
    .digest('hex')
  if (found !== perlSha256) throw new Error(`the practice account does not run the Perl of ${perlFile}`)
}
