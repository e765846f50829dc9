import { useId, type ReactNode } from 'react'
import type { Scenario } from '../../shared/scenario.ts'
import { HopIcon } from './hop-icon.tsx'
import { diagramName, layoutHops, type DiagramLayout, type DiagramSize } from './layout.ts'
import './diagram.css'

interface ScenarioDiagramProps {
  scenario: Pick<Scenario, 'title' | 'hops'>
  size?: DiagramSize
  lit?: boolean
}

/**
 * The path of a request in a scenario, drawn from its hops.
 * `lit`: requests are being sent now; the path moves, or is only highlighted where motion is not wanted.
 */
export function ScenarioDiagram({ scenario, size = 'small', lit = false }: ScenarioDiagramProps): ReactNode {
  const layout = layoutHops(scenario.hops, size)
  const arrowHead = useId()
  return (
    <figure className={`scenario-diagram ${size}${lit ? ' lit' : ''}`} aria-label={diagramName(scenario)}>
      <svg
        aria-hidden="true"
        width={layout.width}
        height={layout.height}
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        fontSize={layout.fontSize}
      >
        <ArrowHead id={arrowHead} />
        <PrivatePart layout={layout} />
        {layout.arrows.map(({ fromX, toX, y, tls }) => (
          <g key={fromX}>
            <line className="way" x1={fromX} y1={y} x2={toX} y2={y} markerEnd={`url(#${arrowHead})`} />
            {lit ? (
              <line className="traffic" x1={fromX} y1={y} x2={toX - layout.iconRadius / 2} y2={y} />
            ) : null}
            {tls ? <Lock x={(fromX + toX) / 2} y={y} scale={layout.fontSize / 11} /> : null}
          </g>
        ))}
        {layout.hops.map((hop) => (
          <Hop key={hop.x} hop={hop} layout={layout} />
        ))}
      </svg>
    </figure>
  )
}

function ArrowHead({ id }: { id: string }): ReactNode {
  return (
    <defs>
      <marker id={id} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">
        <path className="arrow-head" d="M0 0 8 4 0 8z" />
      </marker>
    </defs>
  )
}

/** Above an arrow whose requests are encrypted. The labels of the hops say so in words. */
function Lock({ x, y, scale }: { x: number; y: number; scale: number }): ReactNode {
  return (
    <g className="lock" transform={`translate(${x} ${y - 5 * scale}) scale(${scale})`}>
      <path className="lock-shackle" d="M-2.4-5.6v-2a2.4 2.4 0 0 1 4.8 0v2" />
      <rect className="lock-body" x="-4" y="-5.8" width="8" height="5.8" rx="1.2" />
    </g>
  )
}

interface HopProps {
  hop: DiagramLayout['hops'][number]
  layout: DiagramLayout
}

function Hop({ hop, layout: { iconRadius, fontSize } }: HopProps): ReactNode {
  return (
    <g className={`hop ${hop.kind}`}>
      <HopIcon kind={hop.kind} x={hop.x} y={hop.y} radius={iconRadius} />
      <text x={hop.x} y={hop.y + iconRadius + fontSize * 1.35} textAnchor="middle">
        {hop.lines.map((line, place) => (
          <tspan
            key={line}
            className={place === 0 ? 'hop-name' : 'hop-label'}
            x={hop.x}
            dy={place === 0 ? 0 : fontSize * 1.28}
          >
            {line}
          </tspan>
        ))}
      </text>
    </g>
  )
}

function PrivatePart({ layout: { privatePart, fontSize } }: { layout: DiagramLayout }): ReactNode {
  if (privatePart === null) return null
  const { x, y, width, height } = privatePart
  return (
    <g className="private-part">
      <rect x={x} y={y} width={width} height={height} rx="10" />
      <text x={x + 10} y={y + fontSize + 2} fontSize={fontSize * 0.85}>
        private
      </text>
    </g>
  )
}
