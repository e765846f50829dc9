import type { MarkKind } from '../../shared/chart.ts'
import { markPaths } from '../../shared/mark-paths.ts'
import { scenarioStyle, shapePaths } from '../../shared/scenario-style.ts'

function outline(d: string): Path2D {
  return new Path2D(d)
}

/** The sign of a scenario around a point, 12 px wide before scaling. */
export function drawShape(
  context: CanvasRenderingContext2D,
  scenarioId: string,
  at: { x: number; y: number },
  color: string,
  size = 10,
): void {
  context.save()
  context.translate(at.x - size / 2, at.y - size / 2)
  context.scale(size / 12, size / 12)
  context.fillStyle = color
  context.fill(outline(shapePaths[scenarioStyle(scenarioId).shape]))
  context.restore()
}

/**
 * What was expected, around a point: a hollow diamond for a prediction, an upright stroke with a head for a
 * published figure.
 */
export function drawMark(
  context: CanvasRenderingContext2D,
  kind: MarkKind,
  at: { x: number; y: number },
  colors: { text: string; surface: string },
  scale = 1,
): void {
  const path = outline(markPaths[kind])
  context.save()
  context.translate(at.x, at.y)
  context.scale(scale, scale)
  // A rim in the colour of the ground keeps it apart from the bar below.
  context.lineJoin = 'round'
  context.strokeStyle = colors.surface
  context.lineWidth = kind === 'prediction' ? 5 : 3
  context.stroke(path)
  if (kind === 'prediction') {
    context.fillStyle = colors.surface
    context.fill(path)
    context.strokeStyle = colors.text
    context.lineWidth = 1.75
    context.stroke(path)
  } else {
    context.fillStyle = colors.text
    context.fill(path)
  }
  context.restore()
}

/** A text cut to a width, with an ellipsis in its middle: the end of a path says as much as its beginning. */
export function fitted(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text
  for (let kept = text.length - 1; kept > 1; kept -= 1) {
    const cut = `${text.slice(0, Math.ceil(kept / 2))}…${text.slice(text.length - Math.floor(kept / 2))}`
    if (context.measureText(cut).width <= width) return cut
  }
  return '…'
}
