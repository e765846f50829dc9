import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { BarsChart, Chart } from '../../shared/chart.ts'
import { type Place, readOut, type Step, walk } from '../../shared/chart-walk.ts'
import { Button } from '../ui/button.tsx'
import { useForcedColors, useTheme } from '../ui/theme.ts'
import { barLines, barsHeightPx, barsLineHeightPx, headPx } from '../../shared/bar-rows.ts'
import { ChartTable } from './chart-table.tsx'
import { bandsHeightPx } from './draw-bands.ts'
import { copyImage } from './copy-image.ts'
import { useProvenance } from './provenance.tsx'
import { paint } from './painter.ts'
import './charts.css'

interface ChartViewProps {
  chart: Chart
  /** The level of its heading: 2 where nothing above names the part that it stands in. */
  level?: 2 | 3
}

/** A chart with its name, the sentence that reads it aloud, and the table behind it. */
export function ChartView({ chart, level = 3 }: ChartViewProps): ReactNode {
  const id = useId()
  const [asTable, setAsTable] = useState(false)
  const forcedColors = useForcedColors()
  const canvas = useRef<HTMLCanvasElement>(null)
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <figure className="chart" aria-labelledby={`${id}-title`}>
      <div className="chart-head">
        <Heading id={`${id}-title`}>{chart.title}</Heading>
        <div className="chart-actions">
          <Button small variant="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            Table
          </Button>
          {asTable ? null : <CopyImage chart={chart} canvas={canvas} />}
        </div>
      </div>
      {asTable ? (
        <ChartTable chart={chart} />
      ) : (
        <Painting key={String(forcedColors)} chart={chart} canvas={canvas} describedBy={`${id}-sentence`} />
      )}
      <figcaption id={`${id}-sentence`} className="chart-sentence">
        {chart.sentence}
      </figcaption>
    </figure>
  )
}

const linesHeightPx = 320
/** A canvas needs a role to be visible to a screen reader. */
const picture = { role: 'img' } as const
/** The role of an application takes the arrow keys itself: otherwise a screen reader keeps them. */
const walked = { tabIndex: 0, 'aria-roledescription': 'chart' } as const

const steps: Partial<Record<string, Step>> = {
  ArrowRight: 'next',
  ArrowLeft: 'back',
  ArrowDown: 'down',
  ArrowUp: 'up',
  Home: 'first',
  End: 'last',
}

interface PaintingProps {
  chart: Chart
  canvas: { current: HTMLCanvasElement | null }
  describedBy: string
}

function Painting({ chart, canvas, describedBy }: PaintingProps): ReactNode {
  const theme = useTheme()
  useLayoutEffect(() => {
    if (canvas.current === null) return undefined
    const painted = paint(canvas.current, chart, theme)
    return () => painted.forget()
  }, [chart, canvas, theme])
  const height = chart.kind === 'bars' ? barsHeightPx(chart) : linesHeightPx + bandsHeightPx(chart)
  const [place, setPlace] = useState<Place | null>(null)
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key]
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    setPlace(walk(chart, place, step))
  }
  return (
    <div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys */}
      <div
        role="application"
        {...walked}
        className="chart-canvas"
        style={{ '--chart-height': `${height}px` } as CSSProperties}
        aria-label={`${chart.title}. Arrow keys read its points.`}
        aria-describedby={describedBy}
        onKeyDown={onKeyDown}
        onBlur={() => setPlace(null)}
      >
        <canvas ref={canvas} {...picture} aria-label={chart.title} aria-describedby={describedBy} />
        {place === null || chart.kind !== 'bars' ? null : <Highlight chart={chart} row={place.row} />}
      </div>
      <output className="chart-read-out">{place === null ? '' : readOut(chart, place)}</output>
    </div>
  )
}

/** Marks the bar that is read out. */
function Highlight({ chart, row }: { chart: BarsChart; row: number }): ReactNode {
  const bars = barLines(chart).flatMap((line, index) => (line.kind === 'bar' ? [index] : []))
  const lineHeight = barsLineHeightPx(chart)
  const style = {
    '--highlight-top': `${headPx + (bars[row] ?? 0) * lineHeight}px`,
    '--highlight-height': `${lineHeight}px`,
  } as CSSProperties
  return <div className="chart-highlight" style={style} />
}

function CopyImage({
  chart,
  canvas,
}: {
  chart: Chart
  canvas: { current: HTMLCanvasElement | null }
}): ReactNode {
  const theme = useTheme()
  const provenance = useProvenance()
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null)
  useEffect(() => {
    if (outcome === null) return undefined
    const timer = setTimeout(() => setOutcome(null), 2000)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async (): Promise<void> => {
    if (canvas.current === null) return
    try {
      await copyImage(canvas.current, chart, theme, provenance)
      setOutcome('copied')
    } catch {
      setOutcome('failed')
    }
  }
  return (
    <>
      <Button small variant="quiet" onClick={() => void copy()}>
        {outcome === 'copied' ? 'Copied' : outcome === 'failed' ? 'Could not copy' : 'Copy as image'}
      </Button>
      <output className="visually-hidden">
        {outcome === 'copied'
          ? 'The chart is in the clipboard.'
          : outcome === 'failed'
            ? 'The chart could not be copied.'
            : ''}
      </output>
    </>
  )
}
