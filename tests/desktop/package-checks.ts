import { join } from 'node:path'
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from 'vitest'
import { asarFiles, type PackedApp, sqliteBinary } from './packed-app.ts'

const on = '1'.charCodeAt(0)
const off = '0'.charCodeAt(0)

export function checkPackage(packed: PackedApp): void {
  test('cannot be turned into something else by flags or the environment', async () => {
    expect(await getCurrentFuseWire(packed.executable)).toMatchObject({
      version: FuseVersion.V1,
      [FuseV1Options.RunAsNode]: off,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
      [FuseV1Options.EnableNodeCliInspectArguments]: off,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
      [FuseV1Options.OnlyLoadAppFromAsar]: on,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
    })
  })

  test('holds the bundle, the templates and one native module, which alone lies outside of the archive', () => {
    const files = asarFiles(join(packed.resources, 'app.asar'))
    expect(files.filter(({ unpacked }) => unpacked).map(({ path }) => path)).toEqual([sqliteBinary])
    const others = files.map(({ path }) => path).filter((path) => !/^(out|templates)\//.test(path))
    expect(others.filter((path) => !path.startsWith('node_modules/better-sqlite3/'))).toEqual([
      'package.json',
    ])
    expect(others.filter((path) => path.endsWith('.node'))).toEqual([sqliteBinary])
  })
}
