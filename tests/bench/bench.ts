import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { bundleSize } from './bundle-size.ts'
import { deploy } from './deploy.ts'
import { engineLoad } from './engine-load.ts'
import { exporting } from './exporting.ts'
import { fidelity } from './fidelity.ts'
import { home } from './home.ts'
import { liveTick } from './live-tick.ts'
import { memory } from './memory.ts'
import { overhead } from './overhead.ts'
import { resultChart } from './result-chart.ts'
import { soak } from './soak.ts'
import { statusCodes } from './status-codes.ts'
import { stopping } from './stopping.ts'

/**
 * What a benchmark found: figures by name, and whether what it promises holds (null where it only informs).
 */
export interface Finding {
  name: string
  holds: boolean | null
  promise: string
  figures: Record<string, number>
}

function verdictOf({ holds }: Finding): string {
  if (holds === null) return 'for information'
  return holds ? 'holds' : 'DOES NOT HOLD'
}

const usual: Record<string, () => Promise<Finding[]>> = {
  fidelity,
  overhead,
  deploy,
  'engine-load': engineLoad,
  home,
  export: exporting,
  'live-tick': liveTick,
  'result-chart': resultChart,
  'bundle-size': bundleSize,
  statistics: () => stopping(),
  'status-codes': statusCodes,
}
/** Those that take long run only when they are named. */
const benches: typeof usual = { ...usual, memory, soak }

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true })
const unknown = positionals.find((name) => !Object.hasOwn(benches, name))
if (unknown !== undefined) {
  console.error(`There is no benchmark "${unknown}". There are: ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}

const findings: Finding[] = []
for (const name of positionals.length > 0 ? positionals : Object.keys(usual)) {
  console.error(`bench: ${name}`)
  for (const finding of (await benches[name]?.()) ?? []) {
    findings.push(finding)
    console.log(`${finding.name}: ${verdictOf(finding)} (${finding.promise})`)
    for (const [figure, value] of Object.entries(finding.figures))
      console.log(`  ${figure}: ${Number(value.toPrecision(4))}`)
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(findings, null, 2)}\n`)

/** A figure that could not be computed says nothing: the benchmark itself is broken then. */
const broken = findings.filter(({ figures }) =>
  Object.values(figures).some((value) => !Number.isFinite(value)),
)
for (const { name } of broken) console.error(`bench: ${name} has a figure that is not a number`)
process.exitCode = broken.length > 0 || findings.some((finding) => finding.holds === false) ? 1 : 0
