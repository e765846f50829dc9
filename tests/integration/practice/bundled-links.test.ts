/** The ways through a VPC link and an nginx of one's own, as the bundled templates make them. */
import { SSMClient } from '@aws-sdk/client-ssm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCatalog } from '../../../electron/engine/catalog.ts'
import { expectedAnswers, mistakeIn } from '../../../electron/engine/deployments/expected-answers.ts'
import { parseProbe, probeScript } from '../../../electron/engine/load/scripts/probe.ts'
import type { Service } from '../../../shared/experiment.ts'
import { staticPages } from '../../../shared/plain-load.ts'
import { bodyBytesOf } from '../../../shared/service-target.ts'
import { deployLinks, onGenerator } from './bundled-deployment.ts'
import { openServicesAccount, type ServicesAccount } from './services-account.ts'
import { until } from './traffic-world.ts'

const catalog = openCatalog()
const { pages } = catalog
const paths = pages.map(({ path }) => path)

let account: ServicesAccount
let ssm: SSMClient
let made: Awaited<ReturnType<typeof deployLinks>>

beforeAll(async () => {
  account = await openServicesAccount()
  ssm = new SSMClient(account.config)
  made = await deployLinks(account, 'links')
}, 120_000)
afterAll(async () => {
  ssm.destroy()
  await account.close()
})

/** Each address with what is wrong with its answers. */
async function mistakes(service: Service): Promise<[string, string][]> {
  const doors = Object.entries(made.urls).map(([id, url]) => ({
    id,
    url,
    answers: null,
    group: catalog.scenario(id).group,
    pin: id === 'own-gateway' ? (made.known['CertificatePin'] ?? null) : null,
  }))
  const expected = expectedAnswers(doors, { paths, service }, pages)
  const targets = expected.map(({ target }) => target)
  const answers = parseProbe(await onGenerator(ssm, made, probeScript(targets, 1, bodyBytesOf(service))))
  return expected.flatMap((each) => {
    const mistake = mistakeIn(each, answers, 1)
    return mistake === null ? [] : [[each.target.url, mistake] as [string, string]]
  })
}

test.each([
  ['pages', staticPages],
  ['a body of 20 kB', { ...staticPages, request: { kind: 'post', bytes: 20_000 } }],
  [
    'a megabyte each way',
    {
      timeMs: 5,
      answer: { kind: 'generated', bytes: 1_000_000 },
      request: { kind: 'post', bytes: 1_000_000 },
    },
  ],
] satisfies [string, Service][])(
  '%s: every path has the bytes of the origin, without the stage in the path',
  { timeout: 60_000 },
  async (_, service) => {
    await until(async () => (await mistakes(service)).length === 0)
    expect(await mistakes(service)).toEqual([])
  },
)

test('an own gateway is trusted by the certificate that it told of, and by no other', async () => {
  const [url = '', pin = ''] = [made.urls['own-gateway'], made.known['CertificatePin']]
  const other = `${pin.slice(0, -2)}${pin.endsWith('A=') ? 'B' : 'A'}=`
  const ask = async (key: string) => {
    const target = { scenarioId: 'own-gateway', path: '/', url: `${url}/`, pin: key }
    return parseProbe(await onGenerator(ssm, made, probeScript([target])))[0]?.status
  }
  expect(await ask(pin)).toBe(200)
  expect(await ask(other)).toBe(0)
})
