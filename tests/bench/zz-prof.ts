import { mkdtempSync } from 'node:fs'
import { createEngine } from '/work/wt/billed/electron/engine/engine.ts'
import { openStore } from '/work/wt/billed/electron/engine/store/open.ts'
import { databaseFile } from '/work/wt/billed/electron/platform/data-dir.ts'
import { keepRuns } from '/work/wt/billed/tests/bench/home.ts'
const dir = mkdtempSync('/tmp/prof-')
const store = openStore(databaseFile(dir))
store.transaction(() => keepRuns(store, 10000))()
store.close()
const engine = createEngine({ dataDir: dir })
const cpu = async (label: string, work: () => unknown, times = 1) => {
  const before = process.cpuUsage(); const w = performance.now()
  for (let i = 0; i < times; i++) await work()
  const { user, system } = process.cpuUsage(before)
  console.log(label.padEnd(40), ((user + system) / 1000 / times).toFixed(2), 'ms cpu', ((performance.now() - w)/times).toFixed(2), 'wall')
}
const find = (text: string) => engine.dispatch('runs.find', { filter: { text, experimentId: '', account: '' }, most: 20, without: [] })
await cpu('list exp', () => engine.dispatch('experiments.list', {}))
await cpu('scenarios.list', () => engine.dispatch('scenarios.list', {}))
await cpu('runs.list running', () => engine.dispatch('runs.list', { status: 'running' }))
await cpu('runs.list most1', () => engine.dispatch('runs.list', { most: 1 }))
await cpu('first find empty', () => find(''))
await cpu('second find empty', () => find(''))
await cpu('first search', () => find('night'))
for (const t of ['run 77', 'tag-3', 'week 12', 'nothing holds this', '9999', 'week 40 night']) await cpu('find ' + t, () => find(t), 10)
const ids = ((await find('tag-3')) as any).value.runs.map((r: any) => r.id)
await cpu('outcomes', () => engine.dispatch('runs.outcomes', { ids }))
await cpu('outcomes again', () => engine.dispatch('runs.outcomes', { ids }), 10)
console.log(JSON.stringify(await find('tag-3')).length)
await engine.close(); process.exit(0)
