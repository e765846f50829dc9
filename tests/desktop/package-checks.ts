import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from 'vitest'
import { asarFiles, type PackedApp, sqliteBinary } from './packed-app.ts'
import { root } from './project.ts'

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

  test('holds the bundle, the templates and one native module, the only file outside of the archive', () => {
    const files = asarFiles(join(packed.resources, 'app.asar'))
    expect(files.filter(({ unpacked }) => unpacked).map(({ path }) => path)).toEqual([sqliteBinary])
    const others = files.map(({ path }) => path).filter((path) => !/^(out|templates)\//.test(path))
    expect(others.filter((path) => !path.startsWith('node_modules/better-sqlite3/'))).toEqual([
      'LICENSE',
      'package.json',
    ])
    expect(others.filter((path) => path.endsWith('.node'))).toEqual([sqliteBinary])
  })

  test('holds the licences of everything that is in it', () => {
    const paths = asarFiles(join(packed.resources, 'app.asar')).map(({ path }) => path)
    expect(paths).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'node_modules/better-sqlite3/LICENSE',
        'out/main/third-party-notices.md',
        'out/renderer/third-party-notices.md',
      ]),
    )
    const notices = readFileSync(join(root, 'out/main/third-party-notices.md'), 'utf8')
    for (const name of ['@aws-sdk/client-cloudformation', 'ws', 'yaml', 'zod'])
      expect(notices).toContain(`## ${name} - `)
  })
}
