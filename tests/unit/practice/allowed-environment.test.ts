import { expect, test } from 'vitest'
import { allowedEnvironment } from '../../../electron/practice/allowed-environment.ts'

test('what the account needs is passed on, and nothing else', () => {
  const needed = {
    PATH: '/bin',
    HOME: '/home/a',
    TMPDIR: '/tmp',
    LANG: 'C',
    LC_NUMERIC: 'C',
    TZ: 'UTC',
    XDG_RUNTIME_DIR: '/run/user/1',
    APPIMAGE: '/a',
    SLUICE_WITHOUT: 'wrk',
  }
  const others = {
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_PROFILE: 'work',
    NODE_OPTIONS: '--title=a',
    LD_PRELOAD: '/a.so',
    BASH_ENV: '/a.sh',
    HTTPS_PROXY: 'http://a:secret@127.0.0.1',
    DISPLAY: ':0',
    PATH_: '/bin',
    path: '/bin',
  }
  expect(allowedEnvironment({ ...needed, ...others })).toEqual(needed)
})
