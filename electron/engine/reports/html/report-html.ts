import { dollars } from '../../../../shared/cost.ts'
import { publishedAnswer } from '../../../../shared/answer.ts'
import { roundsOf } from '../../../../shared/rounds.ts'
import { endedAfter } from '../../../../shared/round-count.ts'
import { receiptVerdict } from '../../../../shared/receipt-verdict.ts'
import { isUnpaired } from '../../../../shared/statistics/level.ts'
import { conditionRows } from '../conditions-table.ts'
import type { RecordedRun, WriteRun } from '../export-format.ts'
import { findingsOf, type Findings } from '../findings.ts'
import { outcomeRows } from '../outcome-rows.ts'
import { repeatCommand } from '../repeat-command.ts'
import { thisWriter, type Writer } from '../file-version.ts'
import { hashOfText } from '../hashes.ts'
import { runJson } from '../run-json.ts'
import { emptyRunElement, withRun } from '../run-text-of.ts'
import { element, escaped } from '../svg/svg-text.ts'
import { verdictTable } from '../verdict-table.ts'
import { figure, list, paragraph, section, table } from './elements.ts'
import { requirements } from './requirements-section.ts'
import { reportPolicy, reportStyle } from './report-style.ts'

/**
 * The report of a run: one file that loads nothing and runs no script. Everything in it follows from the JSON
 * of the run that it carries, so that `sluice verify` can write it again and compare.
 */
export const writeReport: WriteRun = (recorded) => {
  const page = reportPage(recorded, thisWriter)
  return withRun(page, runJson(recorded, hashOfText(page)))
}

/** What a report shows, without the JSON of its run. @param writer null in files before version 4 */
export function reportPage(recorded: RecordedRun, writer: Writer | null): string {
  const findings = findingsOf(recorded)
  const { result, name } = findings
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${reportPolicy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    ...(writer === null ? [] : [element('meta', { name: 'generator', content: nameOf(writer) })]),
    element('title', {}, escaped(`${name} · Sluice`)),
    `<style>${reportStyle}</style>`,
    '</head>',
    '<body>',
    '<main>',
    element('h1', {}, escaped(result.experiment?.question ?? name)),
    paragraph(findings.provenance, 'muted'),
    ...sections(findings, writer),
    '</main>',
    emptyRunElement,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function sections(findings: Findings, writer: Writer | null): string[] {
  return [
    outcome(findings),
    verdicts(findings),
    requirements(findings),
    section('Charts', ...findings.charts.filter(({ id }) => id !== findings.flips?.id).map(figure)),
    doubts(findings),
    section(
      'Every figure',
      table(
        outcomeRows(findings),
        'Over the complete rounds, scenario by scenario and path by path',
        [2, 3, 4, 5, 6],
      ),
    ),
    section(
      'Conditions',
      table(
        { columns: ['Condition', 'Value'], rows: conditionRows(findings) },
        'Another run is comparable as far as it shares these',
      ),
    ),
    cost(findings),
    receipt(findings),
    repeat(findings, writer),
  ]
}

function outcome({ result, sentences }: Findings): string {
  const { run, trials } = result
  const [lead = '', ...others] = sentences
  const practice =
    run.account.kind === 'practice'
      ? paragraph('Measured on the practice account: loopback numbers of one machine, not of AWS.', 'note')
      : ''
  const published = publishedAnswer(result)
  return section(
    'Outcome',
    paragraph(lead, 'lead'),
    list(others),
    practice,
    paragraph(`${endedAfter(run, roundsOf(trials).complete.length)}. In parentheses: the interval.`),
    published === null ? '' : paragraph(published),
  )
}

function verdicts(findings: Findings): string {
  const { found } = findings
  const level =
    found === null ? '' : ` at a level of ${Number((found.alpha * 100).toPrecision(3))} % error each`
  const [basis, interval] = isUnpaired(findings.result.run.rule)
    ? ['One value per file, not paired', 'Welch']
    : ['One value per round', 'Student’s t']
  return section(
    'Verdicts',
    table(verdictTable(findings), `${basis}, intervals by ${interval}${level}`, [1, 2, 3]),
  )
}

function doubts({ doubts: all, result }: Findings): string {
  const title = (id: string): string => result.run.scenarios.find((one) => one.id === id)?.title ?? id
  return section(
    'What may be wrong with these figures',
    all.length === 0
      ? paragraph('Nothing was noticed.')
      : list(
          all.map(
            ({ scenarioId, sentence }) => (scenarioId === null ? '' : `${title(scenarioId)}: `) + sentence,
          ),
        ),
  )
}

function cost({ result: { run } }: Findings): string {
  const title = 'Cost of the run'
  if (run.cost === null)
    return section(
      title,
      paragraph(
        run.account.kind === 'practice' ? 'Nothing: the practice account charges nothing.' : 'Not recorded.',
      ),
    )
  const { usd, items, usdPerMillion, pricesOf, pricesRegion } = run.cost
  const name = (id: string | null): string =>
    id === null ? 'shared' : (run.scenarios.find((one) => one.id === id)?.title ?? id)
  return section(
    title,
    paragraph(`About ${dollars(usd)} by list prices of ${pricesRegion ?? 'us-west-2'}, ${pricesOf}.`),
    table(
      {
        columns: ['Cause', 'Scenario', 'US dollars'],
        rows: items.map((item) => [item.cause, name(item.scenarioId), dollars(item.usd)]),
      },
      'What was charged for',
      [2],
    ),
    table(
      {
        columns: ['Scenario', 'US dollars'],
        rows: Object.entries(usdPerMillion).map(([id, each]) => [name(id), dollars(each)]),
      },
      'What a million requests add, without the hours',
      [1],
    ),
  )
}

function receipt({ receipt: found }: Findings): string {
  if (found === null)
    return section(
      'Receipt',
      paragraph('The removal of the deployment had not been proven when this was written.'),
    )
  return section(
    'Receipt',
    paragraph(receiptVerdict(found)),
    table(
      {
        columns: ['Service', 'Asked', 'Found'],
        rows: found.checks.map(({ service, how, found: left, unknown }) => [
          service,
          how,
          unknown ?? (left.length === 0 ? 'nothing' : left.join(', ')),
        ]),
      },
      'What the account was asked after the removal',
    ),
    list(found.stays.map(({ what, why }) => `${what} stays: ${why}`)),
  )
}

function repeat({ result: { run } }: Findings, writer: Writer | null): string {
  return section(
    'Repeat and check',
    paragraph('This measures the same again, in the same order:'),
    element('pre', { tabindex: 0 }, escaped(repeatCommand(run))),
    paragraph('This computes every figure of this file again from its trials, without any database:'),
    element('pre', { tabindex: 0 }, `sluice verify sluice-${escaped(run.id)}.html`),
    paragraph('`sluice show` and the window read this file as they read a saved run.'.replaceAll('`', '')),
    writer === null ? '' : paragraph(`Written by ${nameOf(writer)}.`),
  )
}

function nameOf({ name, version }: Writer): string {
  return `${name} ${version}`
}
