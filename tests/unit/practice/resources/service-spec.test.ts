import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec'
import { expect, test } from 'vitest'
import { recordResourceTypes } from '../../../../electron/practice/resources/record-types.ts'
import { createRunningTypes } from '../../../../electron/practice/resources/running-types.ts'
import type { World } from '../../../../electron/practice/world.ts'

const spec = loadAwsServiceSpecSync()

/** Enough of an account for its types to say what they understand. */
const world = { documents: { keys: () => [] }, pace: {}, faults: () => ({}) } as unknown as World
const running = createRunningTypes(world)
await running.close()

test.each([...recordResourceTypes, ...running.types].map((type) => [type.type, type] as const))(
  '%s has properties of the real type only, and all that it requires',
  (name, type) => {
    const [real] = spec.lookup('resource', 'cloudFormationType', 'equals', name)
    expect(Object.keys(real?.properties ?? {})).toEqual(expect.arrayContaining(Object.keys(type.properties)))
    const required = Object.entries(real?.properties ?? {}).flatMap(([property, { required }]) =>
      required === true ? [property] : [],
    )
    for (const property of required) expect(type.properties[property]).toBe('required')
  },
)
