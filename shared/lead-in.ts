import type { Load } from './experiment.ts'

/** Seconds of full load before a trial: none where one request goes before all of them. */
export function leadInSecOf({ leadIn }: Pick<Load, 'leadIn'>): number {
  return leadIn.kind === 'load' ? leadIn.seconds : 0
}
