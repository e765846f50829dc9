import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { machineFolder } from '../../../../electron/practice/machines/machine-folder.ts'
import { readNginxConfig } from '../../../../electron/practice/machines/nginx-config.ts'
import { callsPerl } from '../../../../electron/practice/machines/nginx-perl.ts'
import { userDataOf } from '../../templates/bundled.ts'

/** The folder of an instance that has these files. */
function folderWith(files: ReadonlyMap<string, Buffer | string>) {
  const account = mkdtempSync(join(tmpdir(), 'sluice-perl-'))
  onTestFinished(() => rmSync(account, { recursive: true }))
  const folder = machineFolder(account, 'i-1')
  for (const [path, content] of files) {
    mkdirSync(dirname(folder.root + path), { recursive: true })
    writeFileSync(folder.root + path, content)
  }
  return folder
}

const config = '/etc/nginx/nginx.conf'
const perl = '/usr/share/sluice/service.pm'
const { files } = userDataOf('backend.yaml', 'OriginInstance', true)

test('the Perl of the template is the one that may run', () => {
  expect(callsPerl(readNginxConfig(folderWith(files), config))).toBe(true)
})

test('an origin of static pages calls none', () => {
  const plain = userDataOf('backend.yaml', 'OriginInstance').files
  expect(callsPerl(readNginxConfig(folderWith(plain), config))).toBe(false)
})

test.each([
  ['one byte more', `${files.get(perl)?.toString()} `],
  ['another file', 'package sluice; sub handle { system("id"); return 200 } 1;'],
  ['an empty file', ''],
])('%s in its place is refused', (_name, content) => {
  const folder = folderWith(new Map<string, Buffer | string>([...files, [perl, content]]))
  expect(() => readNginxConfig(folder, config)).toThrow(`does not run the Perl of ${perl}`)
})

test('a file that is missing is refused', () => {
  const folder = folderWith(new Map([...files].filter(([path]) => path !== perl)))
  expect(() => readNginxConfig(folder, config)).toThrow('ENOENT')
})

test('a handler alone is refused, too: its file is not read from elsewhere', () => {
  const alone = 'events {} http { server { location / { perl sluice::handle; } } }'
  const folder = folderWith(
    new Map<string, Buffer | string>([
      [config, alone],
      [perl, 'package sluice;'],
    ]),
  )
  expect(() => readNginxConfig(folder, config)).toThrow(`does not run the Perl of ${perl}`)
})
