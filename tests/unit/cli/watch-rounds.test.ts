import { expect, test } from 'vitest'
import { roundLines } from '../../../electron/cli/round-lines.ts'
import { watchRounds } from '../../../electron/cli/watch-rounds.ts'
import type { Engine } from '../../../electron/engine/engine.ts'
import type { AnyEvent } from '../../../shared/events.ts'
import { fakeEngine } from './fake-engine.ts'
import { measuredResult } from './measured-run.ts'

const running = { status: 'running', endedBy: null, deploymentId: 'd1' } as const
const after = (made: number) => measuredResult({ rounds: 8, made, untilSure: true, run: running })

function lines(made: number): string[] {
  const { run, trials, experiment } = after(made)
  return roundLines(run, trials, experiment, [], 80).map((line) => line.replaceAll('\u00A0', ' '))
}

test('says after a round what each scenario shows so far, and how far it is', () => {
  expect(lines(6)).toEqual([
    '  6 of at most 8 rounds complete',
    '    elb again    noise floor: 100 % (99–102 %)',
    '    lambda-256   settled: keeps 9.24 % (9.17–9.30 %)',
    '    lambda-1024  settled: keeps 12.79 % (12.69–12.89 %)',
    '    http-proxy   settled: keeps 22.1 % (21.8–22.5 %)',
  ])
})

test('says before the first look from which round on it looks', () => {
  expect(lines(2)).toEqual([
    '  2 of at most 8 rounds complete; verdicts from the fifth on',
    '    elb again    noise floor: 99.9 % (99.6–100.2 %)',
    '    lambda-256   so far 9.25 % (9.24–9.25 %)',
    '    lambda-1024  so far 12.76 % (12.71–12.81 %)',
    '    http-proxy   so far 22.1 % (21.9–22.2 %)',
  ])
})

/** What is written while an engine goes through these moments. */
async function written(moments: ReturnType<typeof after>[]): Promise<string[]> {
  let now = moments[0]
  const { engine } = fakeEngine({
    'runs.get': () => now,
    'experiments.list': [now?.experiment],
    'deployments.get': { stacks: [] },
  })
  let announce: (event: AnyEvent) => void = () => undefined
  const listening = {
    ...engine,
    onEvent: (listener: (event: AnyEvent) => void) => {
      announce = listener
      return () => undefined
    },
  } as unknown as Engine
  const said: string[] = []
  const progress = { line: (text: string) => said.push(text), onEvent() {}, expect() {}, end() {} }
  const rounds = watchRounds(listening, 'd1', progress)
  for (now of moments) {
    announce({ name: 'trial.finished', data: now.trials[0] } as AnyEvent)
    await rounds.written()
  }
  return said.map((line) => line.trim())
}

test('writes each complete round once, and at last what ended the run', async () => {
  const sure = measuredResult({ rounds: 8, made: 6, untilSure: true, run: { deploymentId: 'd1' } })
  const said = await written([after(0), after(1), after(1), after(6), sure, sure])
  expect(said.filter((line) => line.includes('complete'))).toEqual([
    '1 of at most 8 rounds complete; verdicts from the fifth on',
    '6 of at most 8 rounds complete',
  ])
  expect(said.filter((line) => line.includes('Sure'))).toEqual(['Sure after 6 of at most 8 rounds'])
})

test('leaves out the run of another deployment', async () => {
  const other = measuredResult({ rounds: 8, made: 6, run: { deploymentId: 'd2' } })
  expect(await written([other])).toEqual([])
})
