import { expect, test } from 'vitest'
import { errorText } from '../../../electron/cli/error-text.ts'
import { createProgram } from '../../../electron/cli/program.ts'
import { AppError } from '../../../shared/errors.ts'
import { invalidInput } from '../../../shared/faults.ts'

const fields: [field: string, option: string][] = [
  ['account', '--account'],
  ['region', '--region'],
  ['capUsd', '--cap'],
  ['lifetimeMs', '--lifetime'],
  ['roleBoundary', '--role-boundary'],
  ['scenarios', '--scenario'],
  ['paths', '--path'],
  ['load.durationSec', '--duration'],
  ['load.threads', '--threads'],
  ['load.connections', '--connections'],
  ['load.rounds', '--rounds'],
  ['load.leadIn.seconds', '--lead-in'],
  ['load.untilSure', '--until-sure'],
  ['load.untilSure.same', '--difference'],
  ['load.untilSure.precise', '--precision'],
  ['load.light', '--light'],
  ['load.spread', '--spread'],
  ['load.service', '--service-time'],
  ['load.service.timeMs', '--service-time'],
  ['load.service.answer.bytes', '--answer-size'],
  ['load.service.request.bytes', '--post'],
  ['choices.seed', '--seed'],
  ['choices.account.profile', '--account'],
  ['choices.scenarios.1', '--scenario'],
  ['accountId', '--account-id'],
  ['options.lambda-256.Colour', '--option lambda-256.Colour'],
]

test.each(fields)('a fault in %s is one of %s', (field, option) => {
  expect(errorText(invalidInput([{ field, message: 'No.' }]))).toBe(`${option}: No.`)
  const run = createProgram(
    async () => undefined,
    async () => undefined,
  ).commands.find((command) => command.name() === 'run')
  expect(run?.options.map(({ long }) => long)).toContain(option.split(' ')[0])
})

test('every fault is said; what is no fault of a field is said as it is', () => {
  const faults = [
    { field: 'load.rounds', message: 'Too many.' },
    { field: '', message: 'Name one.' },
  ]
  expect(errorText(invalidInput(faults))).toBe('--rounds: Too many. Name one.')
  expect(errorText(new AppError('conflict', 'It is busy.'))).toBe('It is busy.')
})
