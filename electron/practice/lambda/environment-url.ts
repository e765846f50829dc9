import { readFileSync } from 'node:fs'
import module from 'node:module'
import { entryUrl, runsFromSource } from '../../platform/entries.ts'

let stripped: URL | undefined

/**
 * The module of an execution environment. From a checkout, its types are removed once, here: each worker
 * would otherwise need 30 ms of CPU and 9 MB for that.
 */
export function environmentUrl(): URL {
  const url = entryUrl('lambda-environment')
  if (!runsFromSource) return url
  stripped ??= new URL(
    `data:text/javascript,${encodeURIComponent(module.stripTypeScriptTypes(readFileSync(url, 'utf8')))}`,
  )
  return stripped
}
