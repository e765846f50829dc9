import { dollars } from '../../../shared/cost.ts'
import { basisSentences, decisionSentence } from '../../../shared/decision-text.ts'
import { compared } from '../../../shared/floors.ts'
import { manyText } from '../../../shared/figures.ts'
import { receiptVerdict } from '../../../shared/receipt-verdict.ts'
import { inSentence } from '../../../shared/result.ts'
import type { WriteRun } from './export-format.ts'
import { findingsOf, type Findings } from './findings.ts'
import { markdownCell } from './markdown-table.ts'
import { bullets, codeBlock, decidedTable, verdicts } from './markdown-text.ts'
import { repeatCommand } from './repeat-command.ts'
import { requirementRows } from './requirement-rows.ts'

/** A decision record: what is known is written down, what a person has to add says so. */
export const writeDecisionRecord: WriteRun = (recorded) =>
  decisionRecord(findingsOf(recorded), recorded.scenarios)

type Described = readonly { id: string; goodAt: readonly string[]; badAt: readonly string[] }[]

function decisionRecord(findings: Findings, described: Described): string {
  const { result, name, doubts, provenance } = findings
  return [
    `# ${markdownCell(result.experiment?.title ?? name)}`,
    `Status: proposed. Measured: ${markdownCell(name)}.`,
    '## Context',
    markdownCell(
      result.experiment?.question ?? 'The experiment of this run is not known to this version of Sluice.',
    ),
    bullets(findings.sentences),
    verdicts(findings),
    '## Options',
    options(findings, described),
    '## Decision',
    ...decided(findings),
    '## Consequences',
    bullets(consequences(findings)),
    '### What may be wrong with the figures',
    bullets(doubts.map(({ sentence }) => sentence)) || 'Nothing was noticed.',
    '## Revisit',
    bullets(revisit(findings)),
    'Measure again with:',
    codeBlock(repeatCommand(result.run)),
    markdownCell(provenance),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n')
}

function decided({ decision }: Findings): string[] {
  if (decision === null)
    return [
      'No requirements are recorded with this run: choose an option, and say for which volume and latency.',
    ]
  const required = requirementRows(decision.requirements).map(([name, value]) => `${name}: ${value}`)
  return [
    markdownCell(decisionSentence(decision)),
    decidedTable(decision),
    bullets(basisSentences(decision)),
    '### What is required',
    bullets(required),
  ]
}

/** From which volume on another scenario is cheaper, and that prices may change. */
function revisit({ decision, flips }: Findings): string[] {
  if (decision === null)
    return [
      'When prices change.',
      'When requirements are stated, or the volume differs from what was assumed.',
    ]
  const marks = flips?.chart.kind === 'lines' ? (flips.chart.marks ?? []) : []
  const { region, ofDate } = decision.basis.prices
  return [
    ...marks
      .filter(({ kind }) => kind === 'flip')
      .map(({ x, label }) => `When the volume passes ${manyText(x)} requests a month: ${inSentence(label)}.`),
    `When prices change: those here are of ${region}, ${ofDate}.`,
  ]
}

function options({ result }: Findings, described: Described): string {
  return compared(result.run.scenarios)
    .map(({ id, title }) => {
      const known = described.find((one) => one.id === id)
      const lines = [
        ...(known?.goodAt ?? []).map((one) => `Good at: ${one}`),
        ...(known?.badAt ?? []).map((one) => `Bad at: ${one}`),
      ]
      const text = lines.length === 0 ? 'Not described in this version of Sluice.' : bullets(lines)
      return `### ${markdownCell(title)}\n\n${text}`
    })
    .join('\n\n')
}

function consequences({ result: { run }, receipt }: Findings): string[] {
  return [
    ...(run.cost === null
      ? []
      : Object.entries(run.cost.usdPerMillion).map(([id, usd]) => {
          const title = run.scenarios.find((one) => one.id === id)?.title ?? id
          return `${title}: a million requests add ${dollars(usd)}, without the hours.`
        })),
    run.cost === null
      ? 'The run was charged nothing, so it says nothing about cost.'
      : `The measurement itself cost about ${dollars(run.cost.usd)} by list prices of ${run.cost.pricesOf}.`,
    receipt === null ? 'The removal of what was measured had not been proven.' : receiptVerdict(receipt),
  ]
}
