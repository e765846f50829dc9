import { byCost, type DecidedScenario, type Decision, type Doubtful } from './decision.ts'
import { listed, manyText, roundDollars, times } from './figures.ts'
import type { Judged } from './judged-requirements.ts'
import { mustHaveFailures, mustHaveNames } from './must-have-text.ts'
import { functionTimeSentences } from './function-time-text.ts'
import { figure } from './precision.ts'
import type { Requirements } from './requirements.ts'

const space = '\u00A0'

/**
 * A decision in a sentence or two: `For 20 M requests a month and at most 25 ms added: HTTP proxy ($96 a
 * month). Lambda-1024 costs $212 and misses the latency.` It says where nothing can be decided, and why.
 */
export function decisionSentence(decision: Decision): string {
  const { outcome, scenarios, basis } = decision
  const measured = basis.practice ? 'measured on the practice account, not on AWS, ' : ''
  if (outcome.kind === 'undecided') return undecidedSentence(decision, measured)
  const asked = askedText(decision)
  if (outcome.kind === 'none')
    return sentenceCase(`${measured}no scenario meets what you require ${asked}. ${reasonsText(scenarios)}`)
  const chosen = scenarios.find(({ scenarioId }) => scenarioId === outcome.scenarioId)
  if (chosen === undefined) return ''
  const beside = besideText(decision, chosen)
  return sentenceCase(`${measured}${asked}: ${withCost(chosen)}.${beside === '' ? '' : ` ${beside}`}`)
}

/** `HTTP proxy ($96 a month)`; a title that has parentheses already gets no others. */
function withCost({ title, cost }: DecidedScenario): string {
  const usd = cost === null ? 'at an unknown cost' : `${roundDollars(cost.usd)} a month`
  return title.endsWith(')') ? `${title}, ${usd}` : `${title} (${usd})`
}

/** `20 M requests a month and at most 25 ms added` */
export function requirementsText({ requestsPerMonth, latency, mustHaves }: Requirements): string {
  const asked = [`${manyText(requestsPerMonth)} requests a month`]
  if (latency !== null) {
    const where = latency.percentile === 'p50' && latency.of === 'added' ? '' : ` at ${latency.percentile}`
    asked.push(`at most ${plainMs(latency.ms)}${latency.of === 'added' ? ' added' : ''}${where}`)
  }
  if (mustHaves.length > 2) asked.push(times(mustHaves.length, 'must-have'))
  else asked.push(...mustHaves.map((id) => mustHaveNames[id]))
  return listed(asked)
}

function askedText({ requirements, basis }: Decision): string {
  const { serviceMs, measuredServiceMs } = basis
  const service = serviceMs === measuredServiceMs ? '' : ` before a service of ${plainMs(serviceMs)}`
  return `for ${requirementsText(requirements)}${service}`
}

function plainMs(ms: number): string {
  return `${ms.toLocaleString('en-US', { maximumFractionDigits: 2 })}${space}ms`
}

/** What became of the others: those that would be cheaper, and the next one that is dearer. */
function besideText({ scenarios }: Decision, chosen: DecidedScenario): string {
  const others = byCost(scenarios.filter((one) => one !== chosen && one.cost !== null))
  const isCheaper = ({ cost }: DecidedScenario): boolean => (cost?.usd ?? 0) < (chosen.cost?.usd ?? 0)
  const cheaper = others.filter(isCheaper)
  const dearer = others.filter((one) => !isCheaper(one)).slice(0, 1)
  return [...sameReason(cheaper), ...dearer.map((one) => [one])].map(costSentence).join(' ')
}

/** `Lambda-1024 costs $212 and misses the latency.` */
function costSentence(group: readonly DecidedScenario[]): string {
  const [first] = group
  if (first === undefined) return ''
  const all = group.flatMap(({ cost }) => cost?.usd ?? [])
  const usd = dollarSpan(Math.min(...all), Math.max(...all))
  const costs = `${titlesOf(group)} ${group.length > 1 ? 'cost' : 'costs'} ${usd}`
  if (first.judgement === 'meets') return `${costs}.`
  const why = listed(reasonsOf(first, group.length > 1))
  return `${costs}${first.judgement === 'fails' ? ' and' : ', but'} ${why}.`
}

function dollarSpan(least: number, most: number): string {
  const [from, to] = [roundDollars(least), roundDollars(most)]
  return from === to ? from : `${from}–${to.slice(1)}`
}

/** Scenarios that are left out for the same reasons, together. */
function sameReason(scenarios: readonly DecidedScenario[]): DecidedScenario[][] {
  return [...Map.groupBy(scenarios, (one) => `${one.judgement} ${reasonsOf(one, false).join()}`).values()]
}

function titlesOf(group: readonly DecidedScenario[]): string {
  return listed(group.map(({ title }) => title))
}

/** Why nothing can be decided: a doubt about the whole run, else what is not known of each scenario. */
function undecidedSentence(decision: Decision, measured: string): string {
  const { outcome, basis, scenarios } = decision
  const doubt = outcome.kind === 'undecided' ? outcome.doubt : null
  if (doubt !== null) return `Cannot decide yet: ${measured}${doubtText(doubt, basis.completeRounds)}.`
  const open = scenarios.filter(({ judgement }) => judgement === 'unknown')
  const none = `${askedText(decision)}, no scenario is known to meet everything`
  return `Cannot decide yet: ${measured}${none}. ${reasonsText(open)}`
}

function doubtText(doubt: Exclude<Doubtful, 'not-ranked'>, completeRounds: number): string {
  if (doubt === 'no-baseline')
    return 'the baseline was not part of the run, so nothing tells what the others add'
  if (doubt === 'baseline-differs')
    return 'the baseline differs from itself in this run, so its figures tell no difference'
  const rounds = completeRounds === 0 ? 'no round is' : times(completeRounds, 'round is', 'rounds are')
  return `${rounds} complete, and it takes three to tell how much the figures vary`
}

/** `Lambda-256 and Lambda-512 miss the latency.` */
function reasonsText(scenarios: readonly DecidedScenario[]): string {
  return sameReason(scenarios)
    .map((group) => {
      const [first] = group
      const why = first === undefined ? [] : reasonsOf(first, group.length > 1)
      return `${titlesOf(group)} ${listed(why)}.`
    })
    .join(' ')
}

/** Why scenarios are not chosen, each in a few words: what they fail, else what is not known of them. */
function reasonsOf({ judged, judgement, doubt, cost }: DecidedScenario, several: boolean): string[] {
  const deciding = judged.filter((one) => one.judgement === judgement)
  if (judgement === 'fails') return deciding.map((one) => failure(one, several))
  if (judgement === 'meets') return []
  const has = several ? 'have' : 'has'
  if (doubt === 'not-ranked') return [`${has} too few valid rounds`]
  const open = deciding.map((one) => openQuestion(one, several))
  return cost === null ? [...open, `${has} no known cost`] : open
}

function failure(one: Judged, several: boolean): string {
  if (one.kind === 'latency') return `${several ? 'miss' : 'misses'} the latency`
  if (one.kind === 'peak') return 'cannot take the peak'
  const [does, theyDo, rest] = mustHaveFailures[one.id]
  return `${several ? theyDo : does} ${rest}`
}

function openQuestion(one: Judged, several: boolean): string {
  if (one.kind === 'latency' && one.ms === null) return `${several ? 'have' : 'has'} no latency at light load`
  if (one.kind === 'latency') return 'may miss the latency'
  if (one.kind === 'peak') return 'did not reach the peak for certain'
  return `may lack ${mustHaveNames[one.id]}`
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** What a decision rests on, in sentences: rounds, whose latency, sizes, the time of functions, prices. */
export function basisSentences({ basis, requirements, floors }: Decision): string[] {
  const { practice, completeRounds, serviceMs, measuredServiceMs, answerBytes } = basis
  const rounds = times(completeRounds, 'complete round')
  return [
    practice
      ? `It rests on ${rounds} on the practice account: latency over this machine’s loopback, not AWS’s. ` +
        'The dollars are what this traffic would cost on AWS.'
      : `It rests on ${rounds} in ${basis.region}, on this deployment.`,
    ...(serviceMs === measuredServiceMs ? [] : [transferSentence(measuredServiceMs, serviceMs)]),
    ...(answerBytes === null ? [] : [answerSentence(answerBytes, requirements.answerBytes !== null)]),
    ...(floors.length === 0 ? [] : [floorSentence(floors)]),
    ...functionTimeSentences(basis.functionTimes),
    pricesSentence(basis),
  ]
}

/** `REST API alone (mock) is left out: its requests never reach the service.` */
function floorSentence(floors: readonly string[]): string {
  const [are, their] = floors.length === 1 ? ['is', 'its'] : ['are', 'their']
  return `${listed(floors)} ${are} left out: ${their} requests never reach a service.`
}

function transferSentence(measuredMs: number, ownMs: number): string {
  const taken = `The origin of the run took ${plainMs(measuredMs)}, your service takes ${plainMs(ownMs)}`
  return `${taken}: added milliseconds are taken to be the same.`
}

function answerSentence(bytes: number, isGiven: boolean): string {
  return `An answer has ${figure(bytes, 0)} bytes with its headers${isGiven ? '' : ', as in the run'}.`
}

/** Whose prices, and of when. */
function pricesSentence({ prices: { region, source, ofDate }, region: own }: Decision['basis']): string {
  const where = region === own ? region : `${region}; those of ${own} may differ by up to a third`
  return source === 'price-list'
    ? `Prices: AWS’s Price List for ${where}, asked on ${ofDate}.`
    : `Prices: the list prices of ${ofDate} that Sluice brings, for ${where}.`
}
