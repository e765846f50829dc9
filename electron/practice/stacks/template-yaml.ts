import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit, YAMLMap } from 'yaml'
import type { CollectionTag, ScalarTag } from 'yaml'
import type { Json } from '../world.ts'
import { splitAttribute } from './attribute-name.ts'
import { templateFormatError, validationError } from './validation-error.ts'

const shortTags = [
  'Base64',
  'Cidr',
  'FindInMap',
  'GetAZs',
  'If',
  'Equals',
  'Not',
  'And',
  'Or',
  'Join',
  'Select',
  'Split',
  'Sub',
  'GetAtt',
  'ImportValue',
]

/** Reads a template in YAML: 1.2 core scalars, and the short tags such as `!GetAtt A.B`. */
export function parseYaml(text: string): Json {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, {
    schema: 'core',
    customTags: intrinsicTags,
    lineCounter,
    prettyErrors: false,
  })
  // An unknown tag is only a warning of the parser: the value would silently pass without it.
  const problem = document.errors[0] ?? document.warnings[0]
  if (problem !== undefined) {
    const { line, col } = lineCounter.linePos(problem.pos[0])
    throw templateFormatError(`YAML not well-formed. (line ${line}, column ${col}): ${problem.message}`)
  }
  visit(document, {
    Node(_, node) {
      if (isAlias(node))
        throw validationError('Template error: YAML aliases are not allowed in CloudFormation templates')
    },
    Pair(_, pair) {
      const key = pair.key
      if (isScalar(key) && typeof key.value !== 'string') key.value = key.source ?? String(key.value)
    },
  })
  return document.toJS() as Json
}

/**
 * `!Sub text` → `{ 'Fn::Sub': 'text' }`: one tag each for scalars, sequences and maps, as the parser wants
 * them.
 */
const intrinsicTags: (ScalarTag | CollectionTag)[] = [
  ...tagsFor('Ref', 'Ref'),
  ...tagsFor('Condition', 'Condition'),
  ...shortTags.flatMap((name) => tagsFor(name, `Fn::${name}`)),
]

function tagsFor(shortName: string, longName: string): (ScalarTag | CollectionTag)[] {
  const tag = `!${shortName}`
  return [
    {
      tag,
      // Plain data, since the parser wraps what a scalar's tag gives into a scalar.
      resolve: (value) => ({ [longName]: longName === 'Fn::GetAtt' ? splitAttribute(value) : value }),
    },
    ...(['seq', 'map'] as const).map((collection): CollectionTag => ({
      tag,
      collection,
      resolve(value) {
        if (!isSeq(value) && !isMap(value)) return value
        value.tag = `tag:yaml.org,2002:${collection}`
        const map = new YAMLMap()
        map.set(longName, value)
        return map
      },
    })),
  ]
}
