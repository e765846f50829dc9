import { describe, expect, test } from 'vitest'
import { diagnosticsText, logLines } from '../../../electron/desktop/diagnostics.ts'
import { defectNotice, processNotice } from '../../../electron/desktop/failure-notice.ts'
import { isWebLink } from '../../../electron/desktop/web-links.ts'

describe('diagnostics', () => {
  const surroundings = {
    appVersion: '1.2.3',
    versions: { node: '24.1.0', electron: '45.4.1', chrome: '159.0', v8: '15.9', openssl: '3.0' },
    platform: 'linux x64, 6.1',
    dataDir: '/home/ann/.local/share/sluice',
    home: '/home/ann',
    phases: ['ready', 'removing'],
  }

  test('tell version, platform, what is live and the end of the log', () => {
    const log = Array.from({ length: logLines + 5 }, (_, index) => `line ${index}`).join('\n')
    const lines = diagnosticsText(surroundings, `${log}\n`).split('\n')
    expect(lines.slice(0, 5)).toEqual([
      'Sluice 1.2.3',
      'linux x64, 6.1; electron 45.4.1, chrome 159.0, node 24.1.0, v8 15.9',
      'Data folder: ~/.local/share/sluice',
      'Live deployments: ready, removing',
      '',
    ])
    expect(lines[5]).toBe('line 5')
    expect(lines.at(-2)).toBe(`line ${logLines + 4}`)
  })

  test('tell no credentials and not where a person’s own files are', () => {
    const log = 'key AKIAIOSFODNN7EXAMPLE in /home/ann/.aws, secretAccessKey: "wJalrXUtnFEMI/K7MDENG"'
    const text = diagnosticsText({ ...surroundings, phases: [] }, log)
    expect(text).toContain('key [access key] in ~/.aws, secretAccessKey: "[redacted]"')
    expect(text).toContain('Live deployments: none')
    expect(text).not.toMatch(/AKIA|wJalr|ann/)
  })
})

describe('a process that has ended', () => {
  test('is shown when it was the page’s', () => {
    expect(processNotice({ reason: 'crashed', exitCode: 139 })).toMatchObject({
      message: 'The page has stopped working',
    })
    expect(processNotice({ reason: 'oom', exitCode: 5 })?.detail).toContain('"oom" (5)')
  })

  test('is not shown when it was meant to end, or when Chromium replaces it', () => {
    expect(processNotice({ reason: 'clean-exit', exitCode: 0 })).toBeUndefined()
    expect(processNotice({ type: 'GPU', reason: 'crashed', exitCode: 139 })).toBeUndefined()
    expect(processNotice({ type: 'Utility', reason: 'killed', exitCode: 9 })).toBeUndefined()
  })

  test('a defect is shown with its own words', () => {
    expect(defectNotice('x is not a function').detail).toMatch(/^x is not a function\n/)
  })
})

test('only links to the web are opened outside', () => {
  expect(['https://docs.aws.amazon.com/x?y#z', 'http://127.0.0.1:8080/'].map(isWebLink)).toEqual([true, true])
  const others = [
    'file:///etc/passwd',
    'app://sluice/',
    'javascript:alert(1)',
    'mailto:a@b.c',
    'https://me:secret@example.com/',
    'https:',
    '',
  ]
  expect(others.filter(isWebLink)).toEqual([])
})
