/** A test case of a JUnit file. `text` says why it has its outcome. */
export interface JunitCase {
  className: string
  name: string
  outcome: 'passed' | 'failed' | 'error' | 'skipped'
  text: string
}

/** A JUnit file with one suite. */
export interface JunitSuite {
  name: string
  startedAtMs: number
  durationMs: number
  properties: Readonly<Record<string, string>>
  cases: readonly JunitCase[]
}

/**
 * The XML that CI systems read as test results, of the dialect of Ant and Jenkins (`testsuites`, `testsuite`,
 * `testcase`); tests/fixtures/junit.xsd is its schema.
 */
export function junitText({ name, startedAtMs, durationMs, properties, cases }: JunitSuite): string {
  const having = (outcome: JunitCase['outcome']): string =>
    String(cases.filter((one) => one.outcome === outcome).length)
  const counts = {
    tests: String(cases.length),
    failures: having('failed'),
    errors: having('error'),
    skipped: having('skipped'),
    time: seconds(durationMs),
  }
  const timestamp = new Date(startedAtMs).toISOString().slice(0, 19)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'Sluice', ...counts })}>`,
    `  <testsuite${attributes({ name, ...counts, timestamp })}>`,
    '    <properties>',
    ...Object.entries(properties).map(
      ([key, value]) => `      <property${attributes({ name: key, value })}/>`,
    ),
    '    </properties>',
    ...cases.flatMap(caseLines),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function caseLines({ className, name, outcome, text }: JunitCase): string[] {
  return [
    `    <testcase${attributes({ classname: className, name, time: '0' })}>`,
    `      ${outcomeElement(outcome, text)}`,
    '    </testcase>',
  ]
}

function outcomeElement(outcome: JunitCase['outcome'], text: string): string {
  if (outcome === 'passed') return `<system-out>${xmlText(text)}</system-out>`
  if (outcome === 'skipped') return `<skipped${attributes({ message: text })}/>`
  const element = outcome === 'failed' ? 'failure' : 'error'
  return `<${element}${attributes({ message: text, type: outcome })}>${xmlText(text)}</${element}>`
}

function seconds(ms: number): string {
  return (Math.max(0, ms) / 1000).toFixed(3)
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(value)}"`)
    .join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** Characters that XML 1.0 cannot hold, not even as references, become a question mark. */
function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[&<>"\t\n\r]/g, (character) => entities[character] ?? character)
    .replaceAll(/[^\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '?')
}
