/** The same function behind a REST API, an HTTP API and a URL of its own, with the bundled templates. */
import { createHash } from 'node:crypto'
import { SSMClient } from '@aws-sdk/client-ssm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCatalog } from '../../../electron/engine/catalog.ts'
import { expectedAnswers, mistakeIn } from '../../../electron/engine/deployments/expected-answers.ts'
import { parseProbe, probeScript } from '../../../electron/engine/load/scripts/probe.ts'
import type { Service } from '../../../shared/experiment.ts'
import { staticPages } from '../../../shared/plain-load.ts'
import { bodyBytesOf } from '../../../shared/service-target.ts'
import { deployBundled, deployScenario, onGenerator, type BundledDeployment } from './bundled-deployment.ts'
import { openServicesAccount, type ServicesAccount } from './services-account.ts'

const catalog = openCatalog()
const doors = ['http-lambda', 'function-url', 'rest-mock'] as const
const paths = catalog.pages.map(({ path }) => path)

let account: ServicesAccount
let ssm: SSMClient
let deployment: BundledDeployment
const urls: Record<string, string> = {}

beforeAll(async () => {
  account = await openServicesAccount()
  ssm = new SSMClient(account.config)
  deployment = await deployBundled(account, 'doors', { OriginService: 'shaped' })
  deployment.known['SubnetIds'] = deployment.known['LambdaSubnets1024'] ?? ''
  for (const id of doors) urls[id] = await deployScenario(account, deployment, id)
  urls['lambda-1024'] = deployment.urls.lambda
}, 120_000)

afterAll(async () => {
  ssm.destroy()
  await account.close()
})

const run = (script: string) => onGenerator(ssm, deployment, script)

const upload: Service['request'] = { kind: 'post', bytes: 64_000 }
const services: [string, Service][] = [
  ['pages, by GET', staticPages],
  ['pages, by POST', { ...staticPages, request: upload }],
  [
    'generated answers after 20 ms, by POST',
    { timeMs: 20, answer: { kind: 'generated', bytes: 10_240 }, request: upload },
  ],
]

test.each(services)(
  '%s: every door answers every path as it should',
  { timeout: 60_000 },
  async (_, service) => {
    const asked = [...doors, 'lambda-1024'].map((id) => ({
      ...catalog.scenario(id),
      url: urls[id] ?? '',
      pin: null,
    }))
    const expected = expectedAnswers(asked, { paths, service }, catalog.pages)
    const targets = expected.map(({ target }) => target)
    const answers = parseProbe(await run(probeScript(targets, 2, bodyBytesOf(service))))
    const mistakes = expected.map((each) => [each.target.url, mistakeIn(each, answers, 2)])
    expect(mistakes.filter(([, mistake]) => mistake !== null)).toEqual([])
    expect(expected).toHaveLength(4 * (paths.length + (service.request.kind === 'post' ? 1 : 0)))
  },
)

/** Any byte may stand in a body. */
const everyByte = Buffer.from(Array.from({ length: 1_024 }, (_, at) => at % 256))

describe.each(['http-lambda', 'function-url', 'lambda-1024'])('%s', (id) => {
  const curl = (rest: string) => run(`curl -s --http1.1 ${rest.replaceAll('DOOR', urls[id] ?? '')}`)

  test('sends every byte of a body back', async () => {
    const script =
      `printf '%s' '${everyByte.toString('base64')}' | base64 -d > body.bin\n` +
      `curl -s --http1.1 -H 'Content-Type: application/octet-stream' --data-binary @body.bin -o back.bin ` +
      `'${urls[id]}/service/echo'\nbase64 back.bin | tr -d '\\n'`
    expect(hash(Buffer.from(await run(`cd "$SLUICE_ROOT"\n${script}`), 'base64'))).toBe(hash(everyByte))
  })

  test('passes on a status, and the headers of an answer', async () => {
    const head = (path: string) =>
      run(
        `cd "$SLUICE_ROOT"\ncurl -s --http1.1 -i -o answer '${urls[id]}${path}'\n` +
          `LC_ALL=C sed '/^.$/q' answer`,
      )
    expect(await head('/none.txt')).toMatch(/^HTTP\/1.1 404/)
    expect(await head('/random_text_files.zip')).toMatch(/^content-type: application\/zip\r?$/im)
  })

  test('asks with the method of the request', async () => {
    expect(await curl(`-o /dev/null -w '%{http_code}' -X DELETE 'DOOR/'`)).toBe('405')
  })

  test('asks for an escaped path and its query', async () => {
    const asked = `'DOOR/child/random%2Etxt?q=a%20b&q=c%26d'`
    expect(await curl(`-o /dev/null -w '%{http_code}' ${asked}`)).toBe('200')
  })
})

/** The statuses of requests at the same time, each with how often it came. */
async function statuses(url: string, times: number): Promise<Record<string, number>> {
  const asks = `curl -s --http1.1 -o /dev/null -w '%{http_code}\\n' '${url}' &\n`.repeat(times)
  const codes = (await run(`${asks}wait`)).trim().split('\n')
  return Object.fromEntries([...Map.groupBy(codes, (code) => code)].map(([code, all]) => [code, all.length]))
}

describe('where an account allows one function at a time', () => {
  beforeAll(() => account.setFaults({ lambdaConcurrency: 1 }))
  afterAll(() => account.setFaults({}))

  // Of a REST API and of an HTTP API they look like failures: only a function URL says that it is throttled.
  test.each([
    ['function-url', '429'],
    ['http-lambda', '503'],
    ['lambda-1024', '500'],
  ])('%s refuses the others with %s', { timeout: 30_000 }, async (id, refused) => {
    const found = await statuses(`${urls[id]}/service/500/page`, 4)
    expect(Object.keys(found).toSorted()).toEqual(['200', refused].toSorted())
    expect(found['200']).toBeLessThan(4)
  })
})

test('the mock answers without the origin', async () => {
  const count = async (): Promise<number> => {
    const text = await run(`curl -s '${deployment.known['OriginStatusUrl']}'`)
    return Number(/requests\s+\d+ \d+ (\d+)/.exec(text)?.[1])
  }
  const before = await count()
  for (let asked = 0; asked < 3; asked += 1)
    expect(await run(`curl -s '${urls['rest-mock']}/any/path?q=1'`)).toBe(
      catalog.scenario('rest-mock').answers?.body,
    )
  // The second look counts itself.
  expect((await count()) - before).toBe(1)
})

function hash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
