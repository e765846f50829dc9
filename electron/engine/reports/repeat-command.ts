import type { Run } from '../../../shared/run.ts'
import { isUnpaired } from '../../../shared/statistics/level.ts'

/** A word of a shell command: quoted where a shell would read more than a word. */
function word(text: string): string {
  return /^[\w./:=%@+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/** The command that measures the same again, in the same order, on the practice account or another. */
export function repeatCommand(run: Run): string {
  if (run.account.kind === 'elsewhere') return importCommand(run)
  const { load, conditions } = run
  const { service, leadIn, untilSure } = load
  const options = Object.entries(conditions?.options ?? {}).flatMap(([scenario, values]) =>
    Object.entries(values).map(([parameter, value]) => ['--option', `${scenario}.${parameter}=${value}`]),
  )
  const parts: (readonly string[])[] = [
    ['sluice', 'run', run.experimentId],
    ...run.scenarios.map(({ id }) => ['--scenario', id]),
    ...run.paths.map((path) => ['--path', path]),
    ...options,
    ['--duration', `${load.durationSec}s`, '--threads', String(load.threads)],
    ['--connections', String(load.connections), '--rounds', String(load.rounds)],
    ['--lead-in', leadIn.kind === 'one-request' ? 'one-request' : `${leadIn.seconds}s`],
    [load.light ? '--light' : '--no-light', load.spread ? '--spread' : '--no-spread'],
    untilSure === null
      ? []
      : ['--difference', percentOf(untilSure.same), '--precision', percentOf(untilSure.precise)],
    service.timeMs === 0 ? [] : ['--service-time', `${service.timeMs}ms`],
    service.answer.kind === 'page' ? [] : ['--answer-size', `${service.answer.bytes}B`],
    service.request.kind === 'get' ? [] : ['--post', `${service.request.bytes}B`],
    ['--seed', String(run.seed)],
    run.account.kind === 'practice' ? [] : ['--region', run.region, '--account', 'YOUR-PROFILE'],
  ]
  return parts
    .filter((part) => part.length > 0)
    .map((part) => part.map(word).join(' '))
    .join(' ')
}

/** What another tool has measured can only be imported again. */
function importCommand({ scenarios, rule }: Run): string {
  const inTurn = isUnpaired(rule) ? [] : ['--interleaved']
  const named = scenarios.flatMap(({ title }) => ['--scenario', word(title), 'FILES'])
  return ['sluice', 'import', ...inTurn, ...named].join(' ')
}

function percentOf(fraction: number): string {
  return `${Number((fraction * 100).toPrecision(6))}%`
}
