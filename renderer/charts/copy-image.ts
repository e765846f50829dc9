import type { Chart } from '../../shared/chart.ts'
import { readPalette } from './palette.ts'

const marginPx = 16
const lineHeightPx = 18

/**
 * Puts a painted chart into the clipboard as a PNG, with its title above, and below it its sentence and
 * where its figures come from.
 * Rejects where the browser or the system allows no writing to the clipboard.
 */
export async function copyImage(
  canvas: HTMLCanvasElement,
  chart: Chart,
  theme: 'light' | 'dark',
  provenance: string,
): Promise<void> {
  // The promise goes into the item itself: some browsers count a wait before the write as the end of the
  // click.
  await navigator.clipboard.write([
    new ClipboardItem({ 'image/png': imageOf(canvas, chart, theme, provenance) }),
  ])
}

/** The image as a PNG, at the resolution of the canvas. */
async function imageOf(
  canvas: HTMLCanvasElement,
  chart: Chart,
  theme: 'light' | 'dark',
  provenance: string,
): Promise<Blob> {
  const scale = canvas.width / Math.max(1, canvas.clientWidth)
  const palette = readPalette(theme)
  const image = document.createElement('canvas')
  const context = image.getContext('2d')
  if (context === null) throw new Error('This browser cannot draw images.')
  const small = `12.5px ${palette.fontFamily}`
  context.font = small
  const lines = [chart.sentence, ...provenance.split('\n')].flatMap((text) =>
    wrapped(context, text, canvas.clientWidth),
  )
  const topPx = marginPx + 28
  image.width = Math.round((canvas.clientWidth + 2 * marginPx) * scale)
  image.height = Math.round(
    (topPx + canvas.clientHeight + 12 + lines.length * lineHeightPx + marginPx) * scale,
  )
  context.scale(scale, scale)
  context.fillStyle = palette.surface
  context.fillRect(0, 0, image.width, image.height)
  context.textBaseline = 'top'
  context.fillStyle = palette.text
  context.font = `600 15px ${palette.fontFamily}`
  context.fillText(chart.title, marginPx, marginPx)
  context.drawImage(canvas, marginPx, topPx, canvas.clientWidth, canvas.clientHeight)
  context.font = small
  context.fillStyle = palette.muted
  for (const [index, line] of lines.entries()) {
    context.fillText(line, marginPx, topPx + canvas.clientHeight + 12 + index * lineHeightPx)
  }
  return await new Promise((resolve, reject) => {
    image.toBlob(
      (blob) => (blob === null ? reject(new Error('The image could not be made.')) : resolve(blob)),
      'image/png',
    )
  })
}

function wrapped(context: CanvasRenderingContext2D, text: string, widthPx: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim()
    if (lines.length > 0 && context.measureText(longer).width <= widthPx) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}
