import { expect, test } from 'vitest'
import { nginxOrigin, stubStatus } from '../../../../electron/engine/load/nginx-origin.ts'
import { runnerFiles } from '../../../../electron/engine/load/runner-files.ts'
import { wrk } from '../../../../electron/engine/load/wrk/wrk.ts'

const pages = [{ path: '/', title: 'Start page', bytes: 612, sha256: 'c'.repeat(64) }]
const outputs = {
  OriginAddress: '10.0.0.10',
  OriginServer: 'nginx/1.28.0',
  OriginStatusUrl: 'http://10.0.0.10:8081/stub_status',
}

test('nginx as the outputs of the backend stack describe it', () => {
  const origin = nginxOrigin.of(outputs, pages)
  expect(origin).toMatchObject({
    software: 'nginx/1.28.0',
    pages,
  })
  expect(origin.counters?.url).toBe('http://10.0.0.10:8081/stub_status')
})

test('without a status address there are no counters, without an address no origin', () => {
  expect(nginxOrigin.of({ OriginAddress: '10.0.0.10' }, pages)).toMatchObject({
    software: null,
    counters: null,
  })
  expect(() => nginxOrigin.of({}, pages)).toThrow('OriginAddress')
})

test('a count includes the two requests of the reading itself, and cannot be told across a restart', () => {
  const counters = stubStatus('http://10.0.0.10:8081/')
  expect(counters.between(100, 110)).toBe(8)
  expect(counters.between(100, 102)).toBe(0)
  expect(counters.between(100, 100)).toBeNull()
  expect(counters.between(100, 3)).toBeNull()
})

test('the runner gets a script for the counters only where there are some', () => {
  const names = (counters: ReturnType<typeof stubStatus> | null) =>
    Object.entries(runnerFiles(wrk, counters, (file) => file))
  const tool = [
    ['runner.sh', 'runner.sh'],
    ['tool.sh', 'wrk.sh'],
    ['trial.lua', 'trial.lua'],
  ]
  expect(names(null)).toEqual(tool)
  expect(names(stubStatus('http://a/'))).toEqual([...tool, ['counters.sh', 'stub-status.sh']])
})
