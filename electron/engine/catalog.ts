import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseDocument } from 'yaml'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { experimentSchema, pageSchema, type Experiment, type Page } from '../../shared/experiment.ts'
import { floorsOf } from '../../shared/floors.ts'
import { offeredScenarios } from '../../shared/offered-scenarios.ts'
import { scenarioSchema, sharedStackSchema, type Scenario, type SharedStack } from '../../shared/scenario.ts'
import { sharedClosure } from './shared-closure.ts'

/** The bundled templates, scenarios, experiments and load scripts, as read from `templates/`. */
export interface Catalog {
  experiments: Experiment[]
  scenarios: Scenario[]
  pages: Page[]
  /** What several scenarios share, each after those it needs. */
  sharedStacks: SharedStack[]
  /** @throws AppError `not-found`, naming the ids that exist */
  experiment(id: string): Experiment
  /** @throws AppError `not-found`, naming the ids that exist */
  scenario(id: string): Scenario
  /** @throws AppError `not-found`, naming the ids that exist */
  sharedStack(id: string): SharedStack
  /** A template by file, relative to `templates/`. Read once: its parser takes 10-30 ms. */
  template(file: string): Template
  /** The template of a scenario's own stack, or undefined when the backend stack is enough. */
  scenarioTemplate(scenario: Scenario): Template | undefined
  /** The text of a load script. */
  loadScript(file: string): string
  /** Changes whenever any template or script changes: kept with each run. */
  hash: string
}

export interface Template {
  file: string
  body: string
  /** Name → default; undefined where the parameter must be given. */
  parameters: Record<string, string | undefined>
  /** `properties` as the text has them: a short tag such as `!Ref Name` is the bare name. */
  resources: { logicalId: string; type: string; properties: Record<string, unknown> }[]
}

/** Where `templates/` is: beside this folder in a checkout, two levels up from a build. */
export const templatesFolder = fileURLToPath(new URL('../../templates', import.meta.url))

/** @throws AppError `internal` naming the file and field when one is damaged */
export function openCatalog(folder = templatesFolder): Catalog {
  const text = (file: string) => readFileSync(join(folder, file), 'utf8')
  const scenarios = readdirSync(join(folder, 'scenarios'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) =>
      checked(
        scenarioSchema,
        `scenarios/${entry.name}/scenario.json`,
        text(`scenarios/${entry.name}/scenario.json`),
      ),
    )
  const listed = checked(z.array(sharedStackSchema), 'shared/stacks.json', text('shared/stacks.json'))
  const sharedStacks = sharedClosure(
    listed,
    listed.map(({ id }) => id),
  )
  const floors = floorsOf(scenarios).map(({ id }) => id)
  const experiments = readdirSync(join(folder, 'experiments'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => checked(experimentSchema, `experiments/${file}`, text(`experiments/${file}`)))
    .map((one) => ({ ...one, floors: floors.filter((id) => offeredScenarios(one).includes(id)) }))
    .toSorted(byPlace)
  const templates = new Map<string, Template>()
  const template = (file: string): Template => {
    const read = templates.get(file) ?? readTemplate(file, text(file))
    templates.set(file, read)
    return read
  }
  return {
    experiments,
    scenarios,
    pages: checked(z.array(pageSchema), 'origin/pages.json', text('origin/pages.json')),
    sharedStacks,
    experiment: (id) => pick(experiments, id, 'experiment'),
    scenario: (id) => pick(scenarios, id, 'scenario'),
    sharedStack: (id) => pick(sharedStacks, id, 'shared stack'),
    template,
    scenarioTemplate: (scenario) =>
      scenario.template === null ? undefined : template(join('scenarios', scenario.id, scenario.template)),
    loadScript: (file) => text(`load/${file}`),
    hash: hashFolder(folder),
  }
}

/** In the order of their places; those without one follow, by id. */
function byPlace(one: Experiment, other: Experiment): number {
  const [a, b] = [one, other].map(({ place }) => place ?? Number.MAX_SAFE_INTEGER)
  return (a ?? 0) - (b ?? 0) || one.id.localeCompare(other.id, 'en')
}

function pick<T extends { id: string }>(known: readonly T[], id: string, what: string): T {
  const found = known.find((one) => one.id === id)
  if (found) return found
  throw new AppError(
    'not-found',
    `There is no ${what} "${id}". There are: ${known.map((one) => one.id).join(', ')}.`,
    { resource: what, id },
  )
}

function checked<T>(schema: z.ZodType<T>, file: string, text: string): T {
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause)
    throw new AppError('internal', `templates/${file} is damaged: ${why}`, {}, cause)
  }
}

/**
 * What the app reads of a template: names and defaults of its parameters, names and types of its resources.
 * CloudFormation checks the rest.
 */
const templateSchema = z.object({
  Parameters: z
    .record(z.string(), z.object({ Default: z.union([z.string(), z.number(), z.boolean()]).optional() }))
    .default({}),
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
})

function readTemplate(file: string, body: string): Template {
  // CloudFormation's short tags (!Ref, …) are unknown to the parser, and of no interest here.
  const document = parseDocument(body, { logLevel: 'silent' })
  const read = templateSchema.safeParse(document.toJS())
  const [mistake] = document.errors
  if (mistake || !read.success) {
    const reason = mistake?.message ?? z.prettifyError(read.error ?? new z.ZodError([]))
    throw new AppError('internal', `templates/${file} is damaged: ${reason}`)
  }
  const { Parameters, Resources } = read.data
  return {
    file,
    body,
    parameters: Object.fromEntries(
      Object.entries(Parameters).map(([name, { Default }]) => [name, Default?.toString()]),
    ),
    resources: Object.entries(Resources).map(([logicalId, { Type, Properties }]) => ({
      logicalId,
      type: Type,
      properties: Properties,
    })),
  }
}

function hashFolder(folder: string): string {
  const hash = createHash('sha256')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  for (const file of files.map((entry) => join(entry.parentPath, entry.name)).toSorted()) {
    hash.update(file.slice(folder.length)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex').slice(0, 16)
}
