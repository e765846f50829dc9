import type { ReactNode } from 'react'
import type { HopKind } from './layout.ts'

/** Line drawings in a square of 24 × 24, stroked with the colour of the text around them. */
const drawings: Record<HopKind, ReactNode> = {
  // A gauge: it drives the load and reads it.
  'load-generator': (
    <>
      <path d="M4 17a8.5 8.5 0 1 1 16 0" />
      <path d="M12 15.5 16 9" />
      <circle cx="12" cy="15.5" r="1.4" />
    </>
  ),
  // One way in, three ways out.
  'load-balancer': (
    <>
      <circle cx="5" cy="12" r="2.2" />
      <circle cx="19" cy="5" r="2.2" />
      <circle cx="19" cy="12" r="2.2" />
      <circle cx="19" cy="19" r="2.2" />
      <path d="M7.2 12h9.6M6.8 10.6l10.3-4.7M6.8 13.4l10.3 4.7" />
    </>
  ),
  // Two gateposts, and what passes between them.
  'api-gateway': (
    <>
      <path d="M8 4H4v16h4M16 4h4v16h-4" />
      <path d="M8.5 12h7M12.8 9.2l2.7 2.8-2.7 2.8" />
    </>
  ),
  // Two links of a chain.
  'vpc-link': (
    <>
      <rect x="3" y="8.5" width="10.5" height="7" rx="3.5" />
      <rect x="10.5" y="8.5" width="10.5" height="7" rx="3.5" />
    </>
  ),
  // A machine between two gateposts.
  'own-gateway': (
    <>
      <path d="M7 4H3.5v16H7M17 4h3.5v16H17" />
      <rect x="7.5" y="8" width="9" height="8" rx="1.5" />
      <path d="M10.5 12h3" />
    </>
  ),
  lambda: <path d="M7 4.5h2.6L17 19.5h2M10.9 9.6 5.5 19.5" />,
  // A machine with two units.
  origin: (
    <>
      <rect x="4" y="4.5" width="16" height="6.5" rx="1.5" />
      <rect x="4" y="13" width="16" height="6.5" rx="1.5" />
      <path d="M7.5 7.75h.01M7.5 16.25h.01M11 7.75h5.5M11 16.25h5.5" />
    </>
  ),
}

/** The icon of a hop in a circle, its middle at (x, y). */
export function HopIcon({
  kind,
  x,
  y,
  radius,
}: {
  kind: HopKind
  x: number
  y: number
  radius: number
}): ReactNode {
  const scale = (radius * 1.15) / 24
  return (
    <g className="hop-icon" transform={`translate(${x} ${y})`}>
      <circle className="hop-disc" r={radius} />
      <g className="hop-drawing" transform={`scale(${scale}) translate(-12 -12)`}>
        {drawings[kind]}
      </g>
    </g>
  )
}
