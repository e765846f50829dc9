import type { ToolResult } from './tool-result.ts'

/**
 * What is kept of the address that a tool has loaded: never a user, a password or a query, which may hold
 * secrets.
 */
export function addressOf(url: string): Pick<ToolResult, 'path' | 'address'> {
  try {
    const { host, pathname } = new URL(url)
    return { path: pathname, address: `${host}${pathname}` }
  } catch {
    return { path: null, address: null }
  }
}
