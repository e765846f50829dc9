import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, posix } from 'node:path'
import { pinOf, selfSigned } from '../../platform/self-signed.ts'
import { lifetimeMs } from '../traffic/certificate.ts'
import { inRoot, type MachineFolder } from './machine-folder.ts'
import { configFolder } from './nginx-includes.ts'
import type { Directive } from './nginx-syntax.ts'

/**
 * Makes the certificates that a configuration names and no file of the instance describes: a real instance
 * makes such ones when it boots, so that no key stands in a template. Self-signed, for the address.
 * @returns their pins, as a real instance signals them with what it runs
 */
export async function makeCertificates(
  folder: MachineFolder,
  config: readonly Directive[],
  host: string,
): Promise<string[]> {
  const pins: string[] = []
  for (const { cert, key } of pairsIn(config)) {
    const files = [cert, key].map((path) => inRoot(folder, posix.resolve(configFolder, path)))
    const [certFile = '', keyFile = ''] = files
    if (!files.some((file) => existsSync(file))) {
      const made = await selfSigned(host, { kind: 'ec', lifetimeMs })
      for (const file of files) mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      writeFileSync(keyFile, made.key, { mode: 0o600 })
      writeFileSync(certFile, made.cert, { mode: 0o600 })
    }
    if (existsSync(certFile)) pins.push(pinOf(readFileSync(certFile, 'utf8')))
  }
  return pins
}

/** The pairs of certificate and key that stand in one block, anywhere in a configuration. */
function pairsIn(directives: readonly Directive[]): { cert: string; key: string }[] {
  const named = (name: string): string | undefined =>
    directives.find(({ words }) => words[0] === name)?.words[1]
  const [cert, key] = [named('ssl_certificate'), named('ssl_certificate_key')]
  const own = cert === undefined || key === undefined ? [] : [{ cert, key }]
  return [...own, ...directives.flatMap(({ block }) => (block === undefined ? [] : pairsIn(block)))]
}
