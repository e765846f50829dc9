import type { Trial, TrialResult } from '../../../shared/run.ts'
import { csv, type Cell } from './csv.ts'
import type { WriteRun } from './export-format.ts'

/** One line for each trial, failed and pending ones too; latencies in microseconds. */
export const writeTrials: WriteRun = ({ run, trials }) =>
  csv(
    ['run', ...Object.keys(places), ...Object.keys(figures)],
    trials.map((trial) => [
      run.id,
      ...Object.values(places).map((of) => of(trial)),
      ...Object.values(figures).map((of) => (trial.result === null ? null : of(trial.result))),
    ]),
  )

const places: Record<string, (trial: Trial) => Cell> = {
  order: ({ order }) => order,
  round: ({ round }) => round,
  scenario: ({ scenarioId }) => scenarioId,
  slot: ({ slot }) => slot,
  path: ({ path }) => path,
  load: ({ load }) => load,
  status: ({ status }) => status,
  reason: ({ reason }) => reason,
}

const figures: Record<string, (result: TrialResult) => Cell> = {
  requests: ({ requests }) => requests,
  good_requests: ({ goodRequests }) => goodRequests,
  unanswered: ({ unanswered }) => unanswered,
  bytes: ({ bytes }) => bytes,
  duration_ms: ({ durationMs }) => durationMs,
  rate_per_sec: ({ ratePerSec }) => ratePerSec,
  good_rate_per_sec: ({ goodRatePerSec }) => goodRatePerSec,
  errors_connect: ({ errors }) => errors.connect,
  errors_read: ({ errors }) => errors.read,
  errors_write: ({ errors }) => errors.write,
  errors_timeout: ({ errors }) => errors.timeout,
  errors_status: ({ errors }) => errors.status,
  p50_us: ({ latencyUs }) => latencyUs.measured.p50,
  p75_us: ({ latencyUs }) => latencyUs.measured.p75,
  p90_us: ({ latencyUs }) => latencyUs.measured.p90,
  p99_us: ({ latencyUs }) => latencyUs.measured.p99,
  p999_us: ({ latencyUs }) => latencyUs.measured.p999,
  max_us: ({ latencyUs }) => latencyUs.measured.max,
  mean_us: ({ latencyUs }) => latencyUs.measured.mean,
  corrected_p50_us: ({ latencyUs }) => latencyUs.corrected.p50,
  corrected_p99_us: ({ latencyUs }) => latencyUs.corrected.p99,
  origin_requests: ({ originRequests }) => originRequests,
  generator: ({ generator }) => `${generator.name} ${generator.version}`,
  generator_load: ({ generatorLoad }) => generatorLoad,
  generator_cpu_busy: ({ generatorCpu }) => generatorCpu?.busy ?? null,
  generator_cpu_steal: ({ generatorCpu }) => generatorCpu?.steal ?? null,
}
