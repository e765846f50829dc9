import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCatalog, templatesFolder } from '../../../electron/engine/catalog.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-templates-'))
  cpSync(templatesFolder, folder, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('damaged templates are refused, with the file and what is wrong in it', () => {
  test('a CloudFormation template', () => {
    writeFileSync(join(folder, 'base.yaml'), 'Parameters: [\n')
    expect(() => openCatalog(folder).template('base.yaml')).toThrow(/templates\/base.yaml is damaged/)
  })

  test('a scenario', () => {
    writeFileSync(join(folder, 'scenarios/elb/scenario.json'), '{ "id": "elb" }')
    expect(() => openCatalog(folder)).toThrow(/templates\/scenarios\/elb\/scenario.json is damaged.*title/s)
  })

  test('an experiment', () => {
    writeFileSync(join(folder, 'experiments/proxy-2017.json'), '{')
    expect(() => openCatalog(folder)).toThrow(/templates\/experiments\/proxy-2017.json is damaged/)
  })
})

test('an unknown id is answered with those that exist', () => {
  expect(() => openCatalog(folder).scenario('elf')).toThrow(/There are: .*elb/)
})

test('the hash changes with any file', () => {
  const before = openCatalog(folder).hash
  writeFileSync(join(folder, 'load/trial.lua'), '-- another')
  expect(openCatalog(folder).hash).not.toBe(before)
})

test('a template stays the one that was checked, whatever happens to its file', () => {
  const catalog = openCatalog(folder)
  const checked = catalog.template('base.yaml')
  writeFileSync(join(folder, 'base.yaml'), 'Parameters: [\n')
  expect(catalog.template('base.yaml')).toBe(checked)
})
