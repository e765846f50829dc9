import { expect, test } from 'vitest'
import { opener } from '../../../electron/cli/open-browser.ts'

test('a browser is opened without a shell, and where there is a display', () => {
  expect(opener('darwin', {})).toEqual(['open'])
  expect(opener('win32', {})).toEqual(['rundll32', 'url.dll,FileProtocolHandler'])
  expect(opener('linux', { DISPLAY: ':0' })).toEqual(['xdg-open'])
  expect(opener('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toEqual(['xdg-open'])
  expect(opener('linux', {})).toBeUndefined()
})
