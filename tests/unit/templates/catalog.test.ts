import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCatalog } from '../../../electron/engine/catalog.ts'
import { parametersFor, planStacks, templateOf } from '../../../electron/engine/deployments/stack-plan.ts'
import { floorsOf } from '../../../shared/floors.ts'
import { offeredScenarios } from '../../../shared/offered-scenarios.ts'
import { plainLoad } from '../../../shared/plain-load.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { folder, readTemplate, readText, signalUrl, templateFiles, userDataOf } from './bundled.ts'

const catalog = openCatalog(folder)
const published = {
  elb: [250_109, 268_844, 222_690, 186_887],
  'lambda-256': [22_992, 21_119, 22_988, null],
  'lambda-512': [28_600, 27_661, 24_261, null],
  'lambda-1024': [32_083, 31_233, 33_133, null],
  'http-proxy': [55_325, 57_067, 55_838, 56_043],
}

describe('experiments', () => {
  test('proxy-2017 is the load and the figures of 2017', () => {
    const experiment = catalog.experiment('proxy-2017')
    expect(experiment.load).toEqual({
      ...plainLoad,
      threads: 25,
      connections: 50,
      durationSec: 30,
      rounds: 1,
      leadIn: { kind: 'one-request' },
    })
    expect(experiment.region).toBe('us-west-2')
    expect(experiment.baseline).toBe('elb')
    expect(experiment.scenarios).toEqual(Object.keys(published))
    expect(experiment.published).toMatchObject({ year: 2017, totals: published })
  })

  test.each(catalog.experiments)(
    '$id names scenarios and pages that are there, its baseline among them',
    (experiment) => {
      const offered = offeredScenarios(experiment)
      for (const id of offered) expect(catalog.scenario(id).id).toBe(id)
      expect(new Set(offered).size).toBe(offered.length)
      expect(catalog.scenario(experiment.baseline).reachesOrigin).toBe(true)
      expect(experiment.scenarios).toContain(experiment.baseline)
      const pages = catalog.pages.map((page) => page.path)
      for (const family of experiment.families)
        expect(offered).toEqual(expect.arrayContaining(family.scenarios))
      for (const path of experiment.paths) expect(pages).toContain(path)
      expect(experiment.load.connections % experiment.load.threads).toBe(0)
      for (const totals of Object.values(experiment.published?.totals ?? {}))
        expect(totals).toHaveLength(experiment.paths.length)
    },
  )
})

test('experiments come in the order of their places, and no two share one', () => {
  const places = catalog.experiments.map(({ place }) => place ?? Infinity)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(new Set(places).size).toBe(places.length)
})

describe('scenarios', () => {
  test.each(catalog.scenarios)(
    '$id is told from the load generator to who answers, and its folder has its name',
    (scenario) => {
      expect(readdirSync(join(folder, 'scenarios'))).toContain(scenario.id)
      expect(scenario.hops[0]?.kind).toBe('load-generator')
      expect(scenario.hops.at(-1)?.kind === 'origin').toBe(scenario.reachesOrigin)
      expect(scenario.answers === null).toBe(scenario.reachesOrigin)
    },
  )

  test.each(catalog.scenarios.filter((scenario) => scenario.template !== null))(
    '$id: what it sets is a parameter within its bounds',
    (scenario) => {
      const { Parameters, Outputs } = readTemplate(catalog.scenarioTemplate(scenario)?.file ?? '')
      for (const name of Object.keys(scenario.parameters)) expect(Object.keys(Parameters)).toContain(name)
      for (const option of scenario.options) {
        const { Default, AllowedValues, MinValue, MaxValue } = Parameters[option.parameter] ?? {}
        expect(String(Default)).toBe(option.default)
        expect(option.allowed).toEqual(AllowedValues ?? { min: MinValue, max: MaxValue })
      }
      // An HTTP API has one stage, `$default`.
      const api = { 'rest-api': ['ApiId', 'StageName'], 'http-api': ['ApiId'] } as const
      const outputs = [
        scenario.urlOutput,
        ...(Object.entries(api).find(([group]) => group === scenario.group)?.[1] ?? []),
      ]
      expect(Object.keys(Outputs)).toEqual(expect.arrayContaining(outputs))
    },
  )

  test.each(floorsOf(catalog.scenarios))('$id: every method answers what its file says', (scenario) => {
    const { Resources } = readTemplate(catalog.scenarioTemplate(scenario)?.file ?? '')
    const methods = Object.values(Resources).filter(({ Type }) => Type === 'AWS::ApiGateway::Method')
    expect(methods).toHaveLength(2)
    for (const { Properties } of methods)
      expect(Properties).toMatchObject({
        Integration: {
          Type: 'MOCK',
          IntegrationResponses: [{ ResponseTemplates: { 'application/json': scenario.answers?.body } }],
        },
      })
    // With binary types API Gateway passes a request of one by the template that gives the status.
    expect(Resources['RestApi']?.Properties).not.toHaveProperty('BinaryMediaTypes')
  })

  test.each(catalog.experiments)('$id: floors are known, and nothing is expected of them', (experiment) => {
    const { floors, baseline, families, expectedOrder = [] } = experiment
    expect(floors).toEqual(offeredScenarios(experiment).filter((id) => !catalog.scenario(id).reachesOrigin))
    const ranked = [baseline, ...expectedOrder, ...families.flatMap((family) => family.scenarios)]
    expect(ranked.filter((id) => floors.includes(id))).toEqual([])
  })

  test('the three Lambda scenarios have the memory and the address ranges of 2017', () => {
    const lambdas = ['lambda-256', 'lambda-512', 'lambda-1024'].map((id) => catalog.scenario(id).parameters)
    expect(lambdas).toEqual([
      { MemorySize: 128, SubnetIds: { output: 'LambdaSubnets256' } },
      { MemorySize: 512, SubnetIds: { output: 'LambdaSubnets512' } },
      { MemorySize: 1024, SubnetIds: { output: 'LambdaSubnets1024' } },
    ])
  })
})

test('stack after stack, every parameter is supplied by what was made before', () => {
  const given = {
    DeploymentId: 'dabcdefg',
    ZoneA: 'us-west-2a',
    ZoneB: 'us-west-2b',
    CertificateBody: 'certificate',
    CertificatePrivateKey: 'key',
  }
  const outputs: Record<string, string> = { ...given }
  for (const stack of planStacks('dabcdefg', catalog.scenarios, catalog.sharedStacks)) {
    const template = templateOf(stack, catalog)
    const scenario: Scenario | undefined =
      stack.scenarioId === null ? undefined : catalog.scenario(stack.scenarioId)
    const values = parametersFor(template, { scenario, chosen: {}, outputs })
    expect(Object.keys(values)).toEqual(Object.keys(template.parameters))
    expect(values).toHaveProperty('DeploymentId', 'dabcdefg')
    for (const name of stack.kind === 'scenario' ? [] : Object.keys(readTemplate(template.file).Outputs)) {
      if (!Object.hasOwn(given, name)) expect(outputs).not.toHaveProperty(name)
      outputs[name] = `value of ${name}`
    }
  }
})

describe.each(templateFiles)('%s', (file) => {
  const template = readTemplate(file)

  test('fits into a request to CloudFormation', () => {
    expect(Buffer.byteLength(readText(file))).toBeLessThan(51_200)
  })

  test('has no user data beyond what an instance takes, with a long signal URL too', () => {
    for (const [id, resource] of Object.entries(template.Resources)) {
      if (resource.Type !== 'AWS::EC2::Instance') continue
      for (const isShaped of [false, true]) {
        const { text } = userDataOf(file, id, isShaped)
        expect(text).toContain(signalUrl)
        expect(Buffer.byteLength(text)).toBeLessThan(16_384)
      }
    }
  })

  test('describes every parameter, and bounds those that are plain text or numbers', () => {
    for (const parameter of Object.values(template.Parameters)) {
      expect(parameter.Description?.length).toBeGreaterThan(20)
      const bounds = Object.keys(parameter).filter((key) => /^(Allowed|Min|Max)/.test(key))
      if (parameter.Type === 'String' || parameter.Type === 'Number') expect(bounds).not.toEqual([])
    }
  })

  test('describes itself and its outputs', () => {
    expect(template.Description).toMatch(/^Sluice, /)
    for (const output of Object.values(template.Outputs)) expect(output.Description).toBeTruthy()
  })

  test('names no Region, zone, account or partition', () => {
    expect(readText(file)).not.toMatch(
      /\b(us|eu|ap|sa|ca|me|af|cn)(-gov)?-(north|south|east|west|central)[a-z]*-\d|arn:aws[:-]|\d{12}:/,
    )
  })
})
