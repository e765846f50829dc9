import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isLeftOut } from './tools.ts'

/** The name of nginx's perl module in `SLUICE_WITHOUT`. */
const name = 'nginx-perl'
const file = 'ngx_http_perl_module.so'

/** The file of the perl module that an nginx on this machine can load; undefined where it has none. */
export function findPerlModule(nginx: string): string | undefined {
  if (isLeftOut(name)) return undefined
  const { stdout, stderr } = spawnSync(nginx, ['-V'], { encoding: 'utf8', timeout: 5_000 })
  const said = `${stdout}${stderr}`
  const prefix = /--prefix=(\S+)/.exec(said)?.[1] ?? '/usr/local/nginx'
  const folder = /--modules-path=(\S+)/.exec(said)?.[1] ?? 'modules'
  const module = join(resolve(prefix, folder), file)
  return existsSync(module) ? module : undefined
}
