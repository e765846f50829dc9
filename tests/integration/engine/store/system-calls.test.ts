import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { isSync, parseTrace, systemCallsOf } from './system-calls.ts'

const atomicFile = resolve(import.meta.dirname, '../../../../electron/platform/atomic-file.ts')

test('a durable file is synced as a draft, and its folder once the draft has its name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-durable-'))
  const script = `import { writeFileAtomically } from '${atomicFile}'
    writeFileAtomically('${join(folder, 'passing')}', 'a')
    writeFileAtomically('${join(folder, 'kept')}', 'b', { durable: true })`
  const command = [process.execPath, '--input-type=module-typescript', '-e', script]
  const calls = await systemCallsOf(command, join(folder, 'trace'), {})
  const synced = calls
    .filter(isSync)
    .map(({ target }) => target.replace(folder, 'folder').replace(/[0-9a-f]{8}\.tmp$/, 'tmp'))
  expect(synced).toEqual(['folder/kept.tmp', 'folder'])
  rmSync(folder, { recursive: true })
})

test('a call that another thread interrupts counts where it returns', () => {
  const trace = [
    '7 fdatasync(19</tmp/a.db-wal> <unfinished ...>',
    '8 write(21<TCP:[127.0.0.1:1->127.0.0.1:2]>, "POST", 4) = 4',
    '7 <... fdatasync resumed>)          = 0',
    '7 +++ exited with 0 +++',
  ]
  expect(parseTrace(trace.join('\n')).map(({ name, target }) => [name, target])).toEqual([
    ['write', 'TCP:[127.0.0.1:1->127.0.0.1:2]'],
    ['fdatasync', '/tmp/a.db-wal'],
  ])
})
