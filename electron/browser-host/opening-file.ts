import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A page on the disk that leads to an address. */
export interface OpeningFile {
  path: string
  remove(): void
}

/**
 * Writes a page that leads to an address, readable by the person only. The browser is started with its path:
 * every user of the machine can list the arguments of a process.
 * @param address made by the host; nothing in it has a meaning in HTML
 */
export function writeOpeningFile(address: string): OpeningFile {
  // The folder is made with mode 0700.
  const folder = mkdtempSync(join(tmpdir(), 'sluice-open-'))
  const path = join(folder, 'open.html')
  const page = [
    '<!doctype html>',
    '<meta charset="utf-8">',
    `<meta http-equiv="refresh" content="0; url=${address}">`,
    '<title>Sluice</title>',
    `<a href="${address}">Open Sluice</a>`,
    '',
  ]
  writeFileSync(path, page.join('\n'), { mode: 0o600, flag: 'wx' })
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
