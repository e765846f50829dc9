/** Pixels for each px of the picture: sharp on paper and on dense screens. */
const density = 2

/**
 * A picture of SVG as a PNG, in the colours that it has in this theme.
 * Rejects where the browser cannot draw it.
 */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth * density
  canvas.height = image.naturalHeight * density
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('This browser cannot draw the picture.'))
      else resolve(blob)
    }, 'image/png')
  })
}
