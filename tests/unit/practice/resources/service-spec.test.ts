import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec'
import { expect, test } from 'vitest'
import { recordResourceTypes } from '../../../../electron/practice/resources/record-types.ts'

const spec = loadAwsServiceSpecSync()

test.each(recordResourceTypes.map((type) => [type.type, type] as const))(
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
