// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { exportRun } from '../../../../electron/engine/reports/formats.ts'
import { hostileNames, recordedExample } from './recorded-example.ts'

const plainExample = recordedExample()
const scenarios = plainExample.run.scenarios.map(({ id }, at) => ({ id, title: hostileNames[at] ?? id }))
const paths = [...hostileNames]
const recorded = {
  ...recordedExample({ run: { scenarios } }),
  trials: plainExample.trials.map((trial, at) => ({
    ...trial,
    reason: hostileNames[at % hostileNames.length] ?? '',
  })),
}
const withPaths = { ...recorded, run: { ...recorded.run, paths } }

// eslint-disable-next-line no-control-regex -- these are what is looked for
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/

test.each(['html', 'md', 'adr', 'csv', 'samples', 'svg'])(
  '%s holds no control and no direction character',
  (id) => {
    expect(exportRun(withPaths, id).text).not.toMatch(controls)
  },
)

test('the report has no element, handler or link from a name', () => {
  const report = new DOMParser().parseFromString(exportRun(withPaths, 'html').text, 'text/html')
  expect(report.querySelectorAll('script')).toHaveLength(1)
  expect(report.querySelector('script')?.type).toBe('application/json')
  expect(report.querySelectorAll('img, a, iframe, object, form, link')).toHaveLength(0)
  const attributes = [...report.querySelectorAll('*')].flatMap((one) => one.getAttributeNames())
  expect(attributes.filter((name) => /^on|^(href|src|style|action)$/.test(name))).toEqual([])
  expect(report.body.textContent).toContain('<img src=x onerror=alert(1)>')
})

test('a chart is well-formed markup without a script', () => {
  const svg = new DOMParser().parseFromString(exportRun(withPaths, 'svg').text, 'image/svg+xml')
  expect(svg.querySelector('parsererror')).toBeNull()
  expect(svg.querySelectorAll('script, a, foreignObject, image, use')).toHaveLength(0)
})

test('no cell of a spreadsheet begins as a formula', () => {
  for (const id of ['csv', 'samples']) {
    const { text } = exportRun(withPaths, id)
    for (const cell of text.split(/\r\n|,(?=(?:[^"]*"[^"]*")*[^"]*$)/))
      expect(cell).not.toMatch(/^"?\s*([=@＝＋－＠]|[+-](?![\d.]+$))/)
  }
})

test('names are text in Markdown: no markup, mention or link', () => {
  for (const id of ['md', 'adr']) {
    const { text } = exportRun(recorded, id)
    expect(text).not.toMatch(/(^|[^\\])<(script|img)/)
    expect(text).not.toMatch(/@team|#12\b|[^\\]\]\(javascript|https:\/\//)
  }
})
