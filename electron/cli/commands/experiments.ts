import type { Command } from 'commander'
import type { Experiment } from '../../../shared/experiment.ts'
import { offeredScenarios } from '../../../shared/offered-scenarios.ts'
import type { Engine } from '../../engine/engine.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { Column } from '../fitting-table.ts'
import { addOutputOptions, show, type OutputOptions } from '../output.ts'
import type { WithEngine } from '../program.ts'
import { call } from '../session.ts'

/** `experiments`: what can be run. */
export function addExperimentsCommand(program: Command, withEngine: WithEngine): void {
  const experiments = program
    .command('experiments')
    .description('List the experiments, with the question that each answers')
    .addHelpText('after', '\nExamples:\n  $ sluice experiments\n  $ sluice experiments -o json')
    .action((options: OutputOptions) => withEngine((engine) => listExperiments(engine, options)))
  addOutputOptions(experiments)
}

const columns: readonly Column[] = [
  { title: 'experiment' },
  { title: 'question' },
  { title: 'baseline', rank: 2 },
  { title: 'scenarios', rank: 1 },
]

async function listExperiments(engine: Engine, options: OutputOptions): Promise<ExitCode> {
  const experiments = await call(engine, 'experiments.list', {})
  show(options, {
    json: () => experiments.map(summaryOf),
    page: (painter) =>
      painter.table({
        columns,
        rows: experiments.map(({ id, question, baseline, scenarios }) => [
          id,
          question,
          baseline,
          scenarios.join(' '),
        ]),
      }),
  })
  return exitCodes.done
}

function summaryOf(experiment: Experiment) {
  const { id, title, question, baseline, scenarios, paths, region } = experiment
  return { id, title, question, baseline, scenarios, offered: offeredScenarios(experiment), paths, region }
}
