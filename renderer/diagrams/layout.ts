import type { Scenario } from '../../shared/scenario.ts'

export type Hop = Scenario['hops'][number]
export type HopKind = Hop['kind']
export type DiagramSize = 'small' | 'large'

interface PlacedHop {
  kind: HopKind
  /** Middle of the icon. */
  x: number
  y: number
  /** The label, broken into lines. */
  lines: string[]
}

export interface DiagramLayout {
  width: number
  height: number
  iconRadius: number
  fontSize: number
  hops: PlacedHop[]
  /** One for each step to the next hop, from edge to edge of the icons; `tls` where it is encrypted. */
  arrows: { fromX: number; toX: number; y: number; tls: boolean }[]
  /** The frame around the hops that stand in the private subnet; null where none does. */
  privatePart: { x: number; y: number; width: number; height: number } | null
}

interface Measures {
  /** From icon to icon. */
  step: number
  /** From the edge to the first icon's middle, and from the last one's. */
  margin: number
  radius: number
  top: number
  fontSize: number
  lineHeight: number
  /** Letters that fit beside one another under an icon. */
  letters: number
}

/** A long way is drawn closer, with its names on two lines. */
const longWay = 5

const longSizes = { small: 'small-long', large: 'large-long' } as const

const measures: Record<DiagramSize | (typeof longSizes)[DiagramSize], Measures> = {
  'small-long': { step: 68, margin: 20, radius: 16, top: 24, fontSize: 11, lineHeight: 13, letters: 9 },
  'large-long': { step: 142, margin: 70, radius: 26, top: 52, fontSize: 14, lineHeight: 18, letters: 17 },
  small: { step: 84, margin: 20, radius: 17, top: 24, fontSize: 11, lineHeight: 13, letters: 13 },
  large: { step: 168, margin: 78, radius: 28, top: 52, fontSize: 14, lineHeight: 18, letters: 21 },
}

const shortLabels: Record<HopKind, string> = {
  'load-generator': 'wrk',
  'load-balancer': 'Load balancer',
  'api-gateway': 'API Gateway',
  'vpc-link': 'VPC link',
  'own-gateway': 'Own gateway',
  lambda: 'Lambda',
  origin: 'nginx',
}

/** What stands in the private subnets, unless clients reach it; what follows a VPC link does too. */
const privateKinds: readonly HopKind[] = ['vpc-link', 'lambda', 'origin']

/** Breaks a label between words into lines of at most `letters`; a longer word stands alone. */
export function wrapLabel(label: string, letters: number): string[] {
  const lines: string[] = []
  for (const word of label.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= letters) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/**
 * Places the hops of a scenario in a row, the load generator left, the origin right. In pixels at a scale
 * of 1.
 */
export function layoutHops(hops: readonly Hop[], size: DiagramSize): DiagramLayout {
  const { step, margin, radius, top, fontSize, lineHeight, letters } =
    measures[hops.length < longWay ? size : longSizes[size]]
  const placed = hops.map(({ kind, label }, place) => ({
    kind,
    x: margin + step * place,
    y: top,
    lines:
      size === 'small'
        ? wrapLabel(shortLabels[kind], letters)
        : [shortLabels[kind], ...extraLines(kind, label, letters)],
  }))
  const gap = radius + radius / 4
  const arrows = placed.slice(1).map(({ x, y }, place) => ({
    fromX: x - step + gap,
    toX: x - gap,
    y,
    tls: hops[place + 1]?.tls === true,
  }))
  const lines = Math.max(...placed.map((hop) => hop.lines.length))
  const height = top + radius + lines * lineHeight + fontSize
  const width =
    step * (hops.length - 1) + margin + Math.max(margin, halfWidth(placed.at(-1)?.lines, fontSize))
  // The second hop is what clients reach: a function's own address is public.
  const firstPrivate = hops.findIndex(({ kind }, place) => place > 1 && privateKinds.includes(kind))
  const privateX = margin + step * (firstPrivate - 0.5) + 6
  const privatePart =
    size === 'small' || firstPrivate < 0
      ? null
      : { x: privateX, y: 1, width: width - privateX - 1, height: height - 2 }
  return { width, height, iconRadius: radius, fontSize, hops: placed, arrows, privatePart }
}

/** About half the width of the longest line: names stand in the middle below their icons. */
function halfWidth(lines: readonly string[] | undefined, fontSize: number): number {
  return Math.ceil(Math.max(0, ...(lines ?? []).map(({ length }) => length)) * fontSize * 0.3)
}

/** The scenario's own label below the name of the kind, unless it says the same. */
function extraLines(kind: HopKind, label: string, letters: number): string[] {
  return label === shortLabels[kind] ? [] : wrapLabel(label, letters)
}

/** The way as a sentence, for those who do not see the picture. */
export function diagramName(scenario: Pick<Scenario, 'title' | 'hops'>): string {
  const hops = scenario.hops.map(({ kind, label }) =>
    label === shortLabels[kind] || label === '' ? shortLabels[kind] : `${shortLabels[kind]} (${label})`,
  )
  return `${scenario.title}: ${hops.join(', then ')}`
}
