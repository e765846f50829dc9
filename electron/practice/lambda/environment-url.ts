import { readFileSync } from 'node:fs'
import module from 'node:module'
import { entryUrl, runsFromSource } from '../../platform/entries.ts'

let stripped: URL | undefined

/**
 * What to start an execution environment from. From a checkout, the types are taken out of the source once,
 * here: a worker that did it by itself would need 30 ms of CPU and 9 MB more, fifty times.
 */
export function environmentUrl(): URL {
  const url = entryUrl('lambda-environment')
  if (!runsFromSource) return url
  stripped ??= new URL(
    `data:text/javascript,${encodeURIComponent(module.stripTypeScriptTypes(readFileSync(url, 'utf8')))}`,
  )
  return stripped
}
