import type { Transport } from './transport.ts'

declare global {
  interface Window {
    /** What Electron's preload hands to the page; not there in a browser. */
    sluice?: Transport
  }
}

/** The transport over Electron's bridge; undefined in a browser. */
export function bridgeTransport(): Transport | undefined {
  return window.sluice
}
