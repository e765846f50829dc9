import { readFileSync } from 'node:fs'

export type Theme = 'light' | 'dark'
export type Rgb = readonly [number, number, number]

const tokens = readFileSync(new URL('../../../renderer/styles/tokens.css', import.meta.url), 'utf8')

/** A colour of tokens.css, channels 0-1. */
export function tokenRgb(name: string, theme: Theme): Rgb {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\);`).exec(tokens)
  const hex = found?.[theme === 'light' ? 1 : 2]
  if (hex === undefined) throw new Error(`tokens.css has no pair of colours --${name}.`)
  const channel = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16) / 255
  return [channel(1), channel(3), channel(5)]
}

/** Contrast of two colours, 1-21: WCAG 2.2, "contrast ratio" and "relative luminance". */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, bright = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (bright + 0.05) / (dark + 0.05)
}

/**
 * How far apart two colours look, as the Euclidean distance in OKLab (B. Ottosson, "A perceptual color
 * space for image processing", 2020); 0.02 is about what a person can just tell apart.
 */
export function distance(one: Rgb, other: Rgb): number {
  const [a, b] = [oklab(one), oklab(other)]
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

export type Vision = 'usual' | 'protanopia' | 'deuteranopia' | 'tritanopia'

/**
 * Severity 1.0 of G. Machado, M. Oliveira, L. Fernandes, "A Physiologically-based Model for Simulation of
 * Color Vision Deficiency", 2009; linear RGB.
 */
const matrices: Record<Exclude<Vision, 'usual'>, readonly number[]> = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
}

/** A colour as somebody of that vision sees it. */
export function seenBy(vision: Vision, color: Rgb): Rgb {
  if (vision === 'usual') return color
  const matrix = matrices[vision]
  const source = color.map(linear)
  const row = (at: number): number => {
    const sum = source.reduce((total, value, index) => total + value * (matrix[at * 3 + index] ?? 0), 0)
    return gamma(Math.min(1, Math.max(0, sum)))
  }
  return [row(0), row(1), row(2)]
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}

function gamma(channel: number): number {
  return channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055
}

function oklab(color: Rgb): Rgb {
  const [red, green, blue] = [linear(color[0]), linear(color[1]), linear(color[2])]
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  return [
    0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
  ]
}
