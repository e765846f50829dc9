import { expect, test } from 'vitest'
import { readSource, sourceFiles } from './source-tree.ts'

/** Texts that are written for people. */
const prose = [
  String.raw`\.(?:message|title|description|reason)\b`,
  String.raw`errorMessage\([^)]*\)`,
  String.raw`\b(?:message|reason|description)\b`,
].join('|')
const reading = new RegExp(
  [
    // message.startsWith(…), reason?.match(…)
    String.raw`(?:${prose})\)?\??\.(?:includes|startsWith|endsWith|indexOf|match|matchAll|search|split)\(`,
    // pattern.test(error.message), /words/.exec(reason)
    String.raw`\.(?:test|exec)\((?:[^()]|\([^()]*\))*?(?:${prose})`,
    // error.message === 'words'
    String.raw`(?:\.(?:message|title|description)\b|errorMessage\([^)]*\)) [!=]== '[^']`,
  ].join('|'),
)

/** `file:line` of every place where code reads a text for people to decide something. */
function placesIn(file: string, source: string): string[] {
  return source
    .split('\n')
    .flatMap((line, place) => (reading.test(line) ? [`${file}:${place + 1}: ${line.trim()}`] : []))
}

/** Where the texts are a foreign program's and there is nothing else to go by. */
const allowed = [/^electron\/engine\/aws\//, /^electron\/cli\/arguments\.ts$/]

const files = sourceFiles('shared', 'electron', 'renderer', 'scripts').filter(
  (file) => /\.(ts|tsx)$/.test(file) && !allowed.some((pattern) => pattern.test(file)),
)

test('no code decides on a text that is written for people', () => {
  expect(files.length).toBeGreaterThan(300)
  expect(files.flatMap((file) => placesIn(file, readSource(file)))).toEqual([])
})

test.each([
  `if (error.message.startsWith('region:')) return`,
  'const year = /\\b(19|20)\\d\\d\\b/.exec(experiment.title)?.[0]',
  'if (/^scenarios?:/.test(message)) return',
  `return thrown.message.includes('does not exist')`,
  'if (errorMessage(thrown).match(/expired/)) return',
  `/expired/i.test(errorMessage(thrown))`,
  `const stacks = template.title.split(', ')`,
  `failed: !consequence.test(event.reason)`,
  `if (check.description?.includes('x')) return`,
  `if (error.message === 'gone') return`,
])('%s is found', (line) => {
  expect(placesIn('example.ts', `const before = 1\n${line}`)).toEqual([`example.ts:2: ${line}`])
})

test.each([
  'const { message } = error',
  'return `${error.message}. Try again.`',
  `if (details['field'] === 'region') return`,
  'names.includes(title)',
  'if (reason === null) return',
  'pattern.test(code) ? message : null',
])('%s is not', (line) => {
  expect(placesIn('example.ts', line)).toEqual([])
})
