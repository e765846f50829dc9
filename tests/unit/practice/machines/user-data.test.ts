import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readUserData } from '../../../../electron/practice/machines/user-data.ts'

const read = (text: string) => readUserData(Buffer.from(text).toString('base64'))

test('files in every encoding of cloud-init, appended ones too', () => {
  const files = [
    { path: '/a', content: 'plain\n', permissions: '0755' },
    { path: '/b', content: 'aGVsbG8=', encoding: 'b64' },
    { path: '/c', content: gzipSync('packed').toString('base64'), encoding: 'gz+base64' },
    { path: '/a', content: 'more\n', append: true, permissions: '0600' },
  ]
  const { files: found } = read(`#cloud-config\n${JSON.stringify({ write_files: files })}`)
  expect(found.map(({ path, content }) => [path, content.toString()])).toEqual([
    ['/a', 'plain\nmore\n'],
    ['/b', 'hello'],
    ['/c', 'packed'],
  ])
})

test('addresses and the name of the signal, also from within encoded files', () => {
  const script = Buffer.from(
    'curl "https://bucket.example/x?Signature=a%2Bb&Expires=1" -d \'{"UniqueId":"origin"}\'',
  ).toString('base64')
  const { urls, uniqueId } = read(
    `#cloud-config\nwrite_files:\n  - { path: /s, encoding: b64, content: ${script} }\n`,
  )
  expect(urls).toEqual(['https://bucket.example/x?Signature=a%2Bb&Expires=1'])
  expect(uniqueId).toBe('origin')
})

test('other user data describes nothing', () => {
  expect(read('#!/bin/sh\necho https://a.example/').files).toEqual([])
  expect(readUserData('').urls).toEqual([])
  expect(read('#cloud-config\n').files).toEqual([])
})

test.each([
  'write_files: x',
  'write_files: [{ path: relative }]',
  'write_files: [{ path: /a, permissions: rwx }]',
])('%s is refused', (text) => {
  expect(() => read(`#cloud-config\n${text}`)).toThrow('cannot be read')
})

test.each([
  ['a script that is run starts the agent again', '/s', 'retry systemctl restart amazon-ssm-agent', true],
  ['a script that nobody runs does not', '/other', 'systemctl restart amazon-ssm-agent', false],
  ['a word about it does not', '/s', '# systemctl restart amazon-ssm-agent', false],
])('%s', (_, ran, line, restarts) => {
  const config = { write_files: [{ path: '/s', content: `#!/bin/sh\n  ${line}\n` }], runcmd: [['true'], ran] }
  expect(read(`#cloud-config\n${JSON.stringify(config)}`).restartsAgent).toBe(restarts)
})
