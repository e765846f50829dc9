// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { measuredResult } from '../../shared/measured-result.ts'
import { pretendEngine } from './pretend-engine.ts'
import { renderApp, useJsdomPage } from './render-app.tsx'

useJsdomPage()

const format = (id: string, mediaType: string, hasCharts = false) => ({
  id,
  title: `Title of ${id}`,
  description: `What ${id} is for.`,
  extension: id,
  mediaType,
  hasCharts,
})
const formats = [
  format('json', 'application/json'),
  format('html', 'text/html'),
  format('md', 'text/markdown'),
  format('svg', 'image/svg+xml', true),
]
const charts = [
  { id: 'share', title: 'Share of the load balancer' },
  { id: 'light', title: 'Latency with one connection' },
]

/** What was handed to the person as a download: name and text. */
const downloads: { name: string; blob: Blob }[] = []
const blobs = new Map<string, Blob>()
beforeEach(() => {
  downloads.length = 0
  URL.createObjectURL = (blob: Blob) => {
    const address = `blob:${blobs.size}`
    blobs.set(address, blob)
    return address
  }
  URL.revokeObjectURL = () => undefined
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    const blob = blobs.get(this.href)
    if (blob) downloads.push({ name: this.download, blob })
  })
})
afterEach(() => vi.restoreAllMocks())

async function openShare() {
  const { run, trials, diagnoses } = measuredResult()
  const engine = pretendEngine()
  engine.answer({
    'runs.get': { run, trials: [...trials], diagnoses: [...diagnoses] },
    'runs.list': [run],
    'runs.curves': [],
    'runs.formats': formats,
    'runs.charts': charts,
    'runs.export': ({ format = 'json', chart }) => ({
      fileName: `sluice-r1.${format}`,
      mediaType: formats.find(({ id }) => id === format)?.mediaType ?? '',
      text: `${format} ${chart ?? ''} ${format === 'md' ? 'x'.repeat(30_000) : ''}`,
    }),
  })
  const user = await renderApp(engine, `#/runs/${run.id}`)
  await screen.findByRole('heading', { level: 1, name: /Load balancer/ })
  await user.click(screen.getByRole('button', { name: 'Share…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Share this run' }))
  await dialog.findByRole('radio', { name: /Title of html/ })
  return { user, engine, dialog }
}

test('the report is shown first, without any right, and the keyboard stands on it', async () => {
  const { dialog } = await openShare()
  const first = dialog.getByRole('radio', { name: /Title of html/ })
  await waitFor(() => expect(document.activeElement).toBe(first))
  const preview = (await dialog.findByTitle('Preview: Title of html')) as HTMLIFrameElement
  expect(preview.getAttribute('sandbox')).toBe('')
  expect(preview.srcdoc).toContain('html')
  expect(dialog.getByText('What html is for.')).toBeTruthy()
  expect(dialog.getByRole<HTMLInputElement>('radio', { name: /Title of html/ }).checked).toBe(true)
})

test('another format is previewed, saved under its name, and what is cut off is said', async () => {
  const { user, dialog } = await openShare()
  await user.click(dialog.getByRole('radio', { name: /Title of md/ }))
  const preview = await dialog.findByRole('region', { name: 'Preview: Title of md' })
  expect(preview.textContent).toHaveLength(20_000)
  expect(dialog.getByText('The first 20,000 of 30,004 characters.')).toBeTruthy()
  await user.click(dialog.getByRole('button', { name: 'Save file' }))
  expect(downloads.map(({ name, blob }) => [name, blob.size])).toEqual([['sluice-r1.md', 30_004]])
  expect(dialog.getByText('Saved to your downloads.')).toBeTruthy()
})

test('copying puts the whole text into the clipboard, and says where it cannot', async () => {
  const { user, dialog } = await openShare()
  await user.click(dialog.getByRole('radio', { name: /Title of md/ }))
  await dialog.findByRole('region', { name: 'Preview: Title of md' })
  await user.click(dialog.getByRole('button', { name: 'Copy' }))
  await dialog.findByText('Copied.')
  expect(await navigator.clipboard.readText()).toHaveLength(30_004)
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('no'))
  await user.click(dialog.getByRole('button', { name: 'Copy' }))
  await dialog.findByText(/could not be copied/)
})

test('a format of one chart lets choose which', async () => {
  const { user, engine, dialog } = await openShare()
  expect(dialog.queryByLabelText('Chart')).toBeNull()
  await user.click(dialog.getByRole('radio', { name: /Title of svg/ }))
  await user.selectOptions(dialog.getByLabelText('Chart'), 'Latency with one connection')
  await waitFor(() => {
    const image = dialog.getByRole('img', { name: 'Preview: Title of svg' }) as HTMLImageElement
    expect(decodeURIComponent(image.src)).toContain('svg light')
  })
  expect(engine.inputs('runs.export').at(-1)).toMatchObject({ format: 'svg', chart: 'light' })
  expect(dialog.getByRole('button', { name: 'Save as PNG' })).toBeTruthy()
})

test('what goes wrong is said where the preview would be, and can be tried again', async () => {
  const { user, engine, dialog } = await openShare()
  engine.fail('runs.export', { code: 'not-found', message: 'There is no run r1.', details: {} })
  await user.click(dialog.getByRole('radio', { name: /Title of json/ }))
  expect((await dialog.findByRole('alert')).textContent).toContain('There is no run r1.')
  await user.click(dialog.getByRole('button', { name: 'Save file' }))
  expect(downloads).toEqual([])
})

test('closing gives the focus back', async () => {
  const { user, dialog } = await openShare()
  await user.click(dialog.getByRole('button', { name: 'Close' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Share…' }))
})
