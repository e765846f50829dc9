// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { CommandInput } from '../../../../shared/contract.ts'
import { importLimits } from '../../../../shared/import-limits.ts'
import type { Run } from '../../../../shared/run.ts'
import { exampleRun } from '../../shared/example-result.ts'
import { pretendEngine } from './pretend-engine.ts'
import { renderApp, useJsdomPage } from './render-app.tsx'

useJsdomPage()

const imported = { format: 'sluice', fileNames: ['run.json'], sha256: 'x', atMs: 1 }
const ours: Run = exampleRun({ id: 'r7', deploymentId: '', account: { kind: 'practice' }, imported })
const asking = {
  code: 'invalid-input' as const,
  message: 'before-1.txt is a result of hey, which does not say what it measured.',
  details: { scenarios: [{ name: 'before-1.txt', format: 'hey' }] },
}

function file(name: string, text: string): File {
  const made = new File([text], name)
  // What jsdom lacks.
  made.text = async () => Promise.resolve(text)
  return made
}

function engineWith(answer: (input: CommandInput<'runs.import'>) => Run[]) {
  const engine = pretendEngine()
  engine.answer({
    'imports.send': {},
    'runs.import': answer,
    'runs.get': { run: ours, trials: [], diagnoses: [] },
    'runs.formats': [],
  })
  return engine
}

test('a chosen file is sent in pieces, imported, and shown', async () => {
  const engine = engineWith(() => [ours])
  const user = await renderApp(engine, '#/')
  await user.click(await screen.findByRole('button', { name: 'Import runs…' }))
  const dialog = await screen.findByRole('dialog', { name: 'Import runs' })
  const start = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Import' })
  expect(start.disabled).toBe(true)
  await user.upload(
    within(dialog).getByLabelText('Files'),
    file('run.json', 'x'.repeat(importLimits.piece + 5)),
  )
  await user.click(start)
  await screen.findByText('imported from run.json')
  expect(window.location.hash).toBe('#/runs/r7')
  const pieces = engine.inputs('imports.send')
  expect(pieces.map(({ offset, text }) => [offset, text.length])).toEqual([
    [0, importLimits.piece],
    [importLimits.piece, 5],
  ])
  expect(new Set(pieces.map(({ upload }) => upload)).size).toBe(1)
  expect(engine.inputs('runs.import')).toEqual([
    {
      files: [{ name: 'run.json', text: null, upload: pieces[0]?.upload, scenario: null }],
      interleaved: false,
    },
  ])
  // It was measured somewhere else: nothing here can be run again, or go to a deployment.
  expect(screen.queryByRole('button', { name: 'Duplicate and edit' })).toBeNull()
  expect(screen.queryByText(/loopback numbers of this machine/)).toBeNull()
})

test('files dropped on Home are imported; those of another tool are asked for their scenarios', async () => {
  const engine = engineWith(() => [ours])
  engine.fail('runs.import', asking)
  const user = await renderApp(engine, '#/')
  await screen.findByRole('button', { name: 'Import runs…' })
  const files = [file('before-1.txt', 'a'), file('after-1.txt', 'b')]
  fireEvent.drop(window, { dataTransfer: { files, types: ['Files'] } })
  const dialog = await screen.findByRole('dialog', { name: 'Import runs' })
  await user.click(within(dialog).getByRole('button', { name: 'Import' }))
  const field = await within(dialog).findByLabelText<HTMLInputElement>('What after-1.txt measured')
  expect(field.value).toBe('after')
  await user.clear(field)
  expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Import' }).disabled).toBe(true)
  await user.type(field, 'new')
  await user.click(within(dialog).getByRole('checkbox', { name: 'The rounds took turns' }))
  engine.answer({ 'runs.import': [ours] })
  await user.click(within(dialog).getByRole('button', { name: 'Import' }))
  await screen.findByText('imported from run.json')
  const [, again] = engine.inputs('runs.import')
  expect(again).toMatchObject({
    files: [
      { name: 'before-1.txt', scenario: 'before' },
      { name: 'after-1.txt', scenario: 'new' },
    ],
    interleaved: true,
  })
  // The texts are there already.
  expect(engine.inputs('imports.send')).toHaveLength(2)
})

test('a refused file says so in place, and another can be chosen', async () => {
  const engine = engineWith(() => [ours])
  const message = 'run.json, line 3 (run.seed): invalid input: expected number.'
  engine.fail('runs.import', { code: 'invalid-input', message, details: { file: 'run.json', line: 3 } })
  const user = await renderApp(engine, '#/')
  await user.click(await screen.findByRole('button', { name: 'Import runs…' }))
  const dialog = await screen.findByRole('dialog', { name: 'Import runs' })
  await user.upload(within(dialog).getByLabelText('Files'), file('run.json', '{}'))
  await user.click(within(dialog).getByRole('button', { name: 'Import' }))
  const alert = await within(dialog).findByRole('alert')
  expect(alert.textContent).toContain('Nothing was imported')
  expect(alert.textContent).toContain(message)
  await user.upload(within(dialog).getByLabelText('Files'), file('other.json', '{}'))
  engine.answer({ 'runs.import': [ours] })
  await user.click(within(dialog).getByRole('button', { name: 'Import' }))
  await screen.findByText('imported from run.json')
})

test('a file that is too large is not read', async () => {
  const engine = engineWith(() => [ours])
  const user = await renderApp(engine, '#/')
  await user.click(await screen.findByRole('button', { name: 'Import runs…' }))
  const dialog = await screen.findByRole('dialog', { name: 'Import runs' })
  const large = file('large.json', '')
  Object.defineProperty(large, 'size', { value: 4 * importLimits.characters })
  await user.upload(within(dialog).getByLabelText('Files'), large)
  await user.click(within(dialog).getByRole('button', { name: 'Import' }))
  expect((await within(dialog).findByRole('alert')).textContent).toContain('larger than the 32 MB')
  expect(engine.inputs('imports.send')).toEqual([])
})

test('imported runs say so in the list', async () => {
  const engine = pretendEngine()
  engine.answer({ 'runs.list': [{ ...ours, title: 'From a colleague' }] })
  await renderApp(engine, '#/')
  const row = (await screen.findByRole('link', { name: 'From a colleague' })).closest('li')
  expect(row?.textContent).toContain('Imported')
  expect(row?.textContent).toContain('Practice account, imported')
})
