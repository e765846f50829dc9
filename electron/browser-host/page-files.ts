import { extname, join, sep } from 'node:path'

/** The origin of the pages in the desktop app: never `file:`. */
export const pageOrigin = 'app://sluice'

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
}

export function contentType(file: string): string {
  return contentTypes[extname(file)] ?? 'application/octet-stream'
}

/** Whether an address is one of the app's own pages. */
export function isOwnPage(address: string): boolean {
  if (!URL.canParse(address)) return false
  // `origin` is "null" for schemes that URL does not know.
  const { protocol, host } = new URL(address)
  return `${protocol}//${host}` === pageOrigin
}

/**
 * The file in `folder` for an address of the app. An address without a file name is a screen of the only
 * page.
 * @returns undefined for another origin, and for an address that leads out of the folder
 */
export function pageFile(folder: string, address: string): string | undefined {
  if (!isOwnPage(address)) return undefined
  let path: string
  try {
    path = decodeURIComponent(new URL(address).pathname)
  } catch {
    return undefined
  }
  // URL has resolved plain dots; encoded dots and backslashes remain.
  if (path.includes('\0') || path.includes('\\')) return undefined
  const file = join(folder, extname(path) === '' ? 'index.html' : path)
  return file.startsWith(folder + sep) ? file : undefined
}
