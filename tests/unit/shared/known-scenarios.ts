import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { scenarioSchema, type Scenario } from '../../../shared/scenario.ts'

const folder = join(import.meta.dirname, '../../../templates/scenarios')

/** The bundled scenarios, with what they need and their facts. */
export const knownScenarios: Scenario[] = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) =>
    scenarioSchema.parse(JSON.parse(readFileSync(join(folder, name, 'scenario.json'), 'utf8'))),
  )
