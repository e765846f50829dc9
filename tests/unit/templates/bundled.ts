import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import { evaluate } from '../../../electron/practice/stacks/evaluate.ts'
import { parseTemplate, type Template } from '../../../electron/practice/stacks/parse-template.ts'
import type { Json, JsonObject } from '../../../electron/practice/world.ts'

export const folder = fileURLToPath(new URL('../../../templates', import.meta.url))

/** Every CloudFormation template that is shipped, relative to `templates/`. */
export const templateFiles = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
  .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  .toSorted()

export function readText(file: string): string {
  return readFileSync(join(folder, file), 'utf8')
}

export function readTemplate(file: string): Template {
  return parseTemplate(readText(file))
}

/** The properties of one resource; fails the test that asks where there is no such resource. */
export function propertiesOf(file: string, id: string): JsonObject {
  const resource = readTemplate(file).Resources[id]
  if (resource === undefined) throw new Error(`${file} has no resource ${id}`)
  return resource.Properties ?? {}
}

/** A URL as long as CloudFormation's own. */
export const signalUrl =
  'https://cloudformation-waitcondition-us-west-2.s3.us-west-2.amazonaws.com/arn%3Aaws%3Acloudformation/' +
  `${'stack'.repeat(20)}?X-Amz-Security-Token=&X-Amz-Signature=${'f0'.repeat(300)}`

/**
 * An expression of a template with plausible values for what it refers to.
 * @param isShaped whether the origin is one that does as a service shape says
 */
export function evaluated(expression: Json, isShaped = false): Json | undefined {
  return evaluate(expression, {
    region: 'us-west-2',
    refs: {
      DeploymentId: 'dabcdefg',
      OriginAddress: '10.0.2.17',
      RoleBoundary: '',
      'AWS::Region': 'us-west-2',
      'AWS::Partition': 'aws',
      'AWS::AccountId': '123456789012',
      'AWS::URLSuffix': 'amazonaws.com',
    },
    mappings: {},
    conditions: { IsShaped: isShaped, HasRoleBoundary: false, MakesBoundary: true },
    resources: {
      OriginSignal: { physicalId: signalUrl, attributes: {} },
      GatewaySignal: { physicalId: signalUrl, attributes: {} },
      LoadGeneratorSignal: { physicalId: signalUrl, attributes: {} },
      OriginReady: { physicalId: 'ready', attributes: { Data: '{"origin":"nginx/1.28.0"}' } },
      GatewayReady: {
        physicalId: 'ready',
        attributes: { Data: '{"own-gateway":"nginx/1.28.0 sha256//abc="}' },
      },
      LoadGeneratorReady: {
        physicalId: 'ready',
        attributes: { Data: '{"load-generator":"wrk 4.2.0 a211dd5a"}' },
      },
    },
    zones: () => [],
  })
}

const cloudConfigSchema = z.strictObject({
  write_files: z.array(
    z.strictObject({
      path: z.string().startsWith('/'),
      permissions: z.string().regex(/^0[0-7]{3}$/),
      content: z.string(),
      encoding: z.literal('b64').optional(),
    }),
  ),
  runcmd: z.array(z.string()),
})

/** The user data of an instance as it arrives there, its files decoded. */
export function userDataOf(
  file: string,
  instance: string,
  isShaped = false,
): { text: string; files: Map<string, Buffer>; commands: string[] } {
  const { 'Fn::Base64': plain = null } = propertiesOf(file, instance)['UserData'] as JsonObject
  const text = z.string().parse(evaluated(plain, isShaped))
  const { write_files, runcmd } = cloudConfigSchema.parse(parse(text))
  const files = write_files.map(
    ({ path, content, encoding }) =>
      [path, Buffer.from(content, encoding === 'b64' ? 'base64' : 'utf8')] as const,
  )
  return { text, files: new Map(files), commands: runcmd }
}
