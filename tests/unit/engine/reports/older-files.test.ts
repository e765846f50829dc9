/** Reports that earlier versions of Sluice have written, from the history of `docs/sample-report.html`. */
import { describe, expect, test } from 'vitest'
import { exportRun } from '../../../../electron/engine/reports/formats.ts'
import { hashesOf, hashOfText, type WrittenRun } from '../../../../electron/engine/reports/hashes.ts'
import { readRunJson, recordedOf } from '../../../../electron/engine/reports/read-run-json.ts'
import { pageOf, runTextOf, withRun } from '../../../../electron/engine/reports/run-text-of.ts'
import { verifyFile } from '../../../../electron/engine/reports/verify/verify.ts'
import { assess } from '../../../../shared/assessment.ts'
import { mulberry32 } from '../../../../shared/random.ts'
import {
  found,
  leaves,
  pick,
  reportWithChange,
  shownAt,
  verified,
  withChange,
  withCharacter,
} from './changed-file.ts'
import { olderReport } from './older-report.ts'
import { recordedExample } from './recorded-example.ts'

/** The first one lacks fields of the experiment and the scenarios that came later, and has another style. */
const names = ['2026-11-26-14-01', '2026-11-26-17-20'] as const
/** Each change is a whole file to verify. */
const seconds = 180_000

/** What a file says that cannot be checked, in a line each. */
function unchecked(text: string): Set<string> {
  return new Set((verified(text)?.notChecked ?? []).map((one) => JSON.stringify(one)))
}

/** Whether a change has made a file say more that cannot be checked. */
function saysMore(text: string, before: ReadonlySet<string>): boolean {
  return [...unchecked(text)].some((one) => !before.has(one))
}

describe.each(names)('the report of %s, of version 3', (name) => {
  const report = olderReport(name)
  const carried = runTextOf(report) ?? ''

  test('follows from its trials, and no figure of its run is left out', () => {
    const result = verifyFile(report, name, [])
    expect(result.mismatches).toEqual([])
    expect(result).toMatchObject({ kind: 'report', schemaVersion: 3, writtenBy: null, trials: 48 })
    expect(result.values).toBeGreaterThan(4_900)
    // A later version may word or draw something else: it has to say where.
    for (const { figure } of result.notChecked) expect(figure).toMatch(/^(line \d+|chart-.+|the page)$/)
    expect(verifyFile(carried, name, [])).toMatchObject({ kind: 'JSON', mismatches: [], notChecked: [] })
  })

  test('gives the verdicts that it says', () => {
    const { run, trials, experiment } = readRunJson(report, name)
    const { assessment } = JSON.parse(carried) as {
      assessment: { scenarios: { scenarioId: string; verdict: { kind: string }; share: { point: number } }[] }
    }
    const again = assess(run, trials, experiment ?? undefined)
    expect(again?.scenarios.map(({ scenarioId, verdict }) => [scenarioId, verdict?.kind])).toEqual(
      assessment.scenarios.map(({ scenarioId, verdict }) => [scenarioId, verdict.kind]),
    )
    for (const [place, { share }] of assessment.scenarios.entries())
      expect(again?.scenarios[place]?.verdict?.estimate.point).toBeCloseTo(share.point, 12)
  })

  test('exported by this version it says the same, and stays the same from then on', () => {
    const first = exportRun(recordedOf(readRunJson(report, name)), 'html').text
    const second = exportRun(recordedOf(readRunJson(first, name)), 'html').text
    expect(second).toBe(first)
    const { assessment } = JSON.parse(carried) as { assessment: object }
    expect(JSON.parse(runTextOf(first) ?? '')).toMatchObject({ schemaVersion: 4, assessment })
    expect(verifyFile(first, name, [])).toMatchObject({ mismatches: [], notChecked: [] })
  })
})

describe('a change of the oldest report', () => {
  const report = olderReport(names[0])
  const carried = runTextOf(report) ?? ''
  const notChecked = unchecked(report)
  const lines = report.split('\n')

  test(
    '50 of 50 seeded changes of a single value of its JSON are found',
    () => {
      const random = mulberry32(30)
      const all = leaves(JSON.parse(carried))
      const changes = Array.from({ length: 50 }, () => pick(all, random))
      const missed = changes.filter((path) => !found(withChange(carried, path, random)))
      expect(missed).toEqual([])
    },
    seconds,
  )

  test(
    '50 of 50 seeded changes of its run and of its figures are found',
    () => {
      const random = mulberry32(31)
      const all = leaves(JSON.parse(carried))
      const isChecked = (at: number): boolean => {
        const line = report.slice(0, at).split('\n').length
        return ![...notChecked].some((one) => one.includes(`"line ${line}"`))
      }
      const digits = shownAt(report, /\d/).filter(isChecked)
      const missed = Array.from({ length: 50 }, (_, place): [string, string] => {
        const path = pick(all, random)
        if (place % 2 === 0) return [path.join('.'), reportWithChange(report, path, random)]
        const at = pick(digits, random)
        return [report.slice(at - 20, at + 20), withCharacter(report, at)]
      }).filter(([, text]) => !found(text))
      expect(missed.map(([what]) => what)).toEqual([])
    },
    seconds,
  )

  test(
    'a changed word is wrong, or named as one that cannot be checked',
    () => {
      const random = mulberry32(32)
      const letters = shownAt(report, /\p{L}/u)
      const missed = Array.from({ length: 20 }, () => pick(letters, random)).filter((at) => {
        const text = withCharacter(report, at)
        return !found(text) && !saysMore(text, notChecked)
      })
      expect(missed.map((at) => report.slice(at - 20, at + 20))).toEqual([])
    },
    seconds,
  )

  test.each([
    ['a style that hides a figure', /<style>/, '<style>.number{display:none}'],
    ['another style beside its own', /<\/main>/, '<style>.number{display:none}</style></main>'],
    ['a script', /<\/main>/, '<script>alert(1)</script></main>'],
    ['a sentence', /<\/main>/, '<p>Approved.</p></main>'],
    ['another policy', /default-src 'none'/, 'default-src *'],
  ])('%s that was put in is wrong, or named', (_, place, text) => {
    const changed = report.replace(place, text)
    expect(found(changed) || saysMore(changed, notChecked)).toBe(true)
  })

  test('a paragraph or a chart that was taken out is named', () => {
    const at = lines.findIndex((line) => line.startsWith('<p class="lead"'))
    for (const text of [lines.toSpliced(at, 1).join('\n'), report.replace(/<svg[^]*?<\/svg>/, '')])
      expect(saysMore(text, notChecked)).toBe(true)
  })
})

/** A report as another version would write it: with its own words, style, markup, sections and name. */
function reportOfAnotherVersion(change: (page: string) => string = (page) => page): string {
  const report = exportRun(recordedExample({ rounds: 6, made: 5 }), 'html').text
  const page = change(
    pageOf(report)
      .replace(/Sluice \d+\.\d+\.\d+/g, 'Sluice 0.0.9')
      .replace(/<style>[^<]*<\/style>/, '<style>body{margin:0}</style>')
      .replace(/<section>\n<h2>Receipt[^]*?<\/section>\n/, '')
      .replaceAll('<section>', '<section class="part">')
      .replace('<h2>Verdicts', '<h2>Findings')
      .replace(/Good requests per second/g, 'Requests per second without errors'),
  )
  const { hashes: _, ...json } = JSON.parse(runTextOf(report) ?? '') as WrittenRun
  const written = { ...json, writtenBy: { name: 'Sluice', version: '0.0.9' } }
  return withRun(page, { ...written, hashes: { ...hashesOf(written), page: hashOfText(page) } })
}

describe('a report of another version that has the hash of its page', () => {
  const report = reportOfAnotherVersion()

  test('follows from its trials, whatever words, style and sections it has', () => {
    const result = verifyFile(report, 'file', [])
    expect(result.writtenBy).toEqual({ name: 'Sluice', version: '0.0.9' })
    expect(result.mismatches).toEqual([])
    expect(result.notChecked).toEqual([])
  })

  test(
    '50 of 50 seeded changes are found, in its run and in what it shows',
    () => {
      const random = mulberry32(33)
      const all = leaves(JSON.parse(runTextOf(report) ?? ''))
      const letters = shownAt(report, /[\p{L}\d]/u)
      const missed = Array.from({ length: 50 }, (_, place) =>
        place % 2 === 0
          ? reportWithChange(report, pick(all, random), random)
          : withCharacter(report, pick(letters, random)),
      ).filter((text) => !found(text))
      expect(missed).toEqual([])
    },
    seconds,
  )

  test('a figure that does not follow is found even where the hash was computed again', () => {
    const lying = reportOfAnotherVersion((page) => page.replace(/(?<=<td class="number">)1,\d{3}/, '9,999'))
    const [first] = verifyFile(lying, 'file', []).mismatches
    expect(first).toMatchObject({ written: '9,999', follows: expect.stringMatching(/^1,\d{3}$/) })
  })

  test('a figure may end in other zeros, and in no other digits', () => {
    const ending = (digits: string) =>
      reportOfAnotherVersion((page) => page.replace(/(?<=<td class="number">)1,\d{3}/, `$&${digits}`))
    expect(verifyFile(ending('.0'), 'file', [])).toMatchObject({ mismatches: [], notChecked: [] })
    expect(verifyFile(ending('.1'), 'file', []).mismatches).toHaveLength(1)
  })

  test('a figure that this version does not write is named as not checked', () => {
    const more = reportOfAnotherVersion((page) =>
      page.replace('</main>', '<p>Worth 4711 dollars.</p></main>'),
    )
    expect(verifyFile(more, 'file', [])).toMatchObject({
      mismatches: [],
      notChecked: [{ figure: expect.stringMatching(/^line \d+$/), written: 'Worth 4711 dollars.' }],
    })
  })

  test('a drawing that this version draws differently is named as not checked', () => {
    const other = reportOfAnotherVersion((page) => page.replace(/<rect /, '<rect rx="3" '))
    expect(verifyFile(other, 'file', [])).toMatchObject({
      mismatches: [],
      notChecked: [{ figure: expect.stringMatching(/^chart-/) }],
    })
  })
})

describe('a file that says that it is older than it is', () => {
  const json = JSON.parse(exportRun(recordedExample()).text) as WrittenRun

  test.each([1, 2, 3])('is found: version %i', (schemaVersion) => {
    const { experiment } = recordedExample()
    const known = experiment === undefined ? [] : [experiment]
    const { mismatches } = verifyFile(JSON.stringify({ ...json, schemaVersion }), 'file', known)
    expect(mismatches).toContainEqual({ figure: 'schemaVersion', written: schemaVersion, follows: 4 })
  })
})

test('a figure that is computed may not be taken out of a file of version 3', () => {
  const json = JSON.parse(runTextOf(olderReport(names[0])) ?? '') as {
    assessment: { scenarios: { scenarioId: string; validRounds?: number }[] }
  }
  const [first] = json.assessment.scenarios
  delete first?.validRounds
  expect(verifyFile(JSON.stringify(json), 'file', []).mismatches).toMatchObject([
    { figure: `assessment.scenarios[${first?.scenarioId}].validRounds`, written: undefined },
  ])
})

test('a name that occurs twice, of which one would be shown and one read, is refused', () => {
  const { text } = exportRun(recordedExample())
  const twice = text.replace('"seed": 1', '"seed": 2, "seed": 1')
  expect(() => verifyFile(twice, 'file', [])).toThrow(/seed.*occurs twice/)
})

test('what an older file states by another rule is not checked, and said', () => {
  const two = JSON.parse(exportRun(recordedExample()).text) as WrittenRun & { run: { name: string } }
  for (const name of ['writtenBy', 'hashes', 'experiment', 'scenarioFiles', 'decision']) delete two[name]
  const text = JSON.stringify({ ...two, schemaVersion: 2, run: { ...two.run, name: 'at 14:00 my time' } })
  const { experiment } = recordedExample()
  const result = verifyFile(text, 'file', experiment === undefined ? [] : [experiment])
  expect(result).toMatchObject({
    mismatches: [],
    notChecked: [{ figure: 'run.name', why: 'its time is in the time zone of its writer' }],
  })
})
