import { describe, expect, test } from 'vitest'
import { contentType, isOwnPage, pageFile } from '../../../electron/browser-host/page-files.ts'

const folder = '/app/out/renderer'

describe('the file that an address means', () => {
  test.each([
    ['app://sluice/', '/app/out/renderer/index.html'],
    ['app://sluice/runs/r-1', '/app/out/renderer/index.html'],
    ['app://sluice/assets/index-1.js', '/app/out/renderer/assets/index-1.js'],
    ['app://sluice/assets/index-1.js?v=2#top', '/app/out/renderer/assets/index-1.js'],
    ['app://sluice/a%20b.css', '/app/out/renderer/a b.css'],
    ['app://sluice/../../main/main.js', '/app/out/renderer/main/main.js'],
  ])('%s', (address, file) => {
    expect(pageFile(folder, address)).toBe(file)
  })

  test.each([
    ['another host', 'app://elsewhere/index.html'],
    ['another scheme', 'file:///etc/passwd.html'],
    ['no address', 'index.html'],
    ['an encoded way up', 'app://sluice/..%2f..%2fmain%2fmain.js'],
    ['a way up that ends next to the folder', 'app://sluice/..%2frenderer-secret.js'],
    ['a backslash', 'app://sluice/..%5c..%5cmain.js'],
    ['a NUL', 'app://sluice/index.js%00.html'],
    ['what is not UTF-8', 'app://sluice/%ff.js'],
  ])('there is none for %s', (_, address) => {
    expect(pageFile(folder, address)).toBeUndefined()
  })
})

test('only pages under app://sluice are the app’s own', () => {
  expect(isOwnPage('app://sluice/runs')).toBe(true)
  expect(
    ['app://sluice.example/', 'https://sluice/', 'about:blank', '', 'app://sluice@elsewhere/'].some(
      isOwnPage,
    ),
  ).toBe(false)
})

test('what the browser does not know by its type it only downloads', () => {
  expect(contentType('a/index.html')).toBe('text/html; charset=utf-8')
  expect(contentType('a/b.exe')).toBe('application/octet-stream')
})
