import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findPerlModule } from '../electron/platform/nginx-modules.ts'
import { findTool } from '../electron/platform/tools.ts'
import { findChromium } from './find-chromium.ts'

/**
 * Makes sure that the system tools named as arguments are installed. As root on Debian it installs missing
 * ones; elsewhere it fails and names them, since a test that lacks its tool must not be skipped.
 */
const packages: Record<string, string[]> = {
  wrk: ['wrk'],
  nginx: ['nginx-light'],
  'nginx-perl': ['libnginx-mod-http-perl'],
  chromium: ['chromium-headless-shell', 'fonts-liberation'],
  'xvfb-run': ['xvfb', 'xauth'],
  curl: ['curl'],
  xdotool: ['xdotool'],
  strace: ['strace'],
  zsh: ['zsh'],
}

function isInstalled(name: string): boolean {
  if (name === 'chromium') return findChromium() !== undefined
  if (name !== 'nginx-perl') return findTool(name) !== undefined
  const nginx = findTool('nginx')
  return nginx !== undefined && findPerlModule(nginx) !== undefined
}

function main(names: string[]): number {
  const unknown = names.filter((name) => !Object.hasOwn(packages, name))
  if (unknown.length > 0) return fail(`unknown tools: ${unknown.join(', ')}`)
  const missing = names.filter((name) => !isInstalled(name))
  if (missing.length === 0) return 0
  const wanted = missing.flatMap((name) => packages[name] ?? [])
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return fail(
      `missing: ${missing.join(', ')}. Install them with your package manager ` +
        `(on Debian: apt-get install ${wanted.join(' ')}).`,
    )
  }
  process.stderr.write(`system-tools: installing ${wanted.join(' ')}\n`)
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: environment }).status === 0
  if (!apt('update', '-qq') || !apt('install', '-y', '-qq', '--no-install-recommends', ...wanted))
    return fail('apt-get failed')
  const still = names.filter((name) => !isInstalled(name))
  return still.length === 0 ? 0 : fail(`still missing after the installation: ${still.join(', ')}`)
}

function fail(message: string): number {
  process.stderr.write(`system-tools: ${message}\n`)
  return 1
}

process.exitCode = main(process.argv.slice(2))
