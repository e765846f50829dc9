import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/**
 * Writes `electron/practice/iam/handlers.json`: which actions the handlers of each resource type in our
 * templates may call, as the CloudFormation registry says. AWS publishes its schemas to those who are signed
 * in; these projects keep copies of them in public:
 *
 *     node scripts/handler-permissions.ts hashicorp/terraform-provider-awscc=CLONE \
 *       pulumi/pulumi-aws-native=CLONE
 *
 * CLONE is the folder of a clone, bare or not, of which HEAD is read. A copy may lag behind for some types,
 * so what any of them names counts.
 */
const schemaFolders: Readonly<Record<string, string>> = {
  'hashicorp/terraform-provider-awscc': 'internal/service/cloudformation/schemas',
  'pulumi/pulumi-aws-native': 'aws-cloudformation-schema',
}

/** Handler (`create`, `read`, `update`, `delete`, `list`; `tagging` for the tags of a type) → actions. */
type Handlers = Record<string, string[]>

interface Source {
  repository: string
  commit: string
}

/**
 * The parts of a type's schema that are read. Source: CloudFormation CLI user guide, "Resource type schema".
 */
interface Schema {
  typeName: string
  handlers?: Record<string, { permissions: string[] }>
  tagging?: { permissions?: string[] }
}

/** The handlers of some schemas of the same type, each action once. A type without any has none. */
export function handlersOf(schemas: readonly Schema[]): Handlers {
  const all: Handlers = {}
  for (const { handlers = {}, tagging } of schemas) {
    for (const [name, { permissions }] of Object.entries(handlers)) (all[name] ??= []).push(...permissions)
    if (tagging?.permissions !== undefined) (all['tagging'] ??= []).push(...tagging.permissions)
  }
  const names = Object.keys(all).toSorted()
  return Object.fromEntries(names.map((name) => [name, [...new Set(all[name])].toSorted()]))
}

/** Every resource type in the templates of a folder. */
export function typesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.yaml'),
  )
  const types = files.flatMap((file) => {
    const { Resources } = parse(readFileSync(join(folder, file), 'utf8'), { logLevel: 'error' }) as {
      Resources: Record<string, { Type: string }>
    }
    return Object.values(Resources).map(({ Type }) => Type)
  })
  return [...new Set(types)].toSorted()
}

/** `AWS::EC2::VPC`, `AWS_EC2_VPC.json` and `aws-ec2-vpc.json` are the same name. */
function plainName(text: string): string {
  return text
    .replace(/\.json$/, '')
    .replaceAll(/[^a-z0-9]/gi, '')
    .toLowerCase()
}

function git(clone: string, ...args: string[]): string {
  return execFileSync('git', ['-C', clone, ...args], { encoding: 'utf8', maxBuffer: 2 ** 26 }).trim()
}

/** The schemas of some types in a clone. */
function schemasIn(repository: string, clone: string, types: readonly string[]): Schema[] {
  const folder = schemaFolders[repository]
  if (folder === undefined) throw new Error(`Where ${repository} keeps schemas is not known`)
  const wanted = new Set(types.map(plainName))
  return git(clone, 'ls-tree', '--name-only', 'HEAD', `${folder}/`)
    .split('\n')
    .filter((path) => wanted.has(plainName(path.slice(folder.length + 1))))
    .map((path) => JSON.parse(git(clone, 'show', `HEAD:${path}`)) as Schema)
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..')
  const types = typesIn(join(root, 'templates'))
  const sources: Source[] = []
  const schemas: Schema[] = []
  for (const argument of process.argv.slice(2)) {
    const [repository = '', clone = ''] = argument.split('=')
    schemas.push(...schemasIn(repository, clone, types))
    sources.push({ repository, commit: git(clone, 'rev-parse', 'HEAD') })
  }
  const handlers = Object.fromEntries(
    types.map((type) => [type, handlersOf(schemas.filter(({ typeName }) => typeName === type))]),
  )
  const file = join(root, 'electron', 'practice', 'iam', 'handlers.json')
  writeFileSync(file, `${JSON.stringify({ sources, types: handlers }, null, 2)}\n`)
  process.stdout.write(`${file}: ${types.length} types of ${sources.length} sources\n`)
}
