import { z } from 'zod'

/** A rectangle on the desktop, in device-independent pixels. */
export interface Area {
  x: number
  y: number
  width: number
  height: number
}

const areaSchema = z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() })

/** Where the window was: its place while it is neither maximised nor full screen, and whether it is. */
const placeSchema = z.object({ area: areaSchema, maximised: z.boolean(), fullScreen: z.boolean() })

export type WindowPlace = z.infer<typeof placeSchema>

export const smallest = { width: 900, height: 600 }
const usual = { width: 1200, height: 800 }

/**
 * The part of the title bar that must be on a screen, so that the window can be dragged.
 */
const grip = { width: 120, height: 24 }

/**
 * Where to open the window: at its last place if that is still on a screen, and no larger than that screen;
 * otherwise in the middle of the first one.
 * @param saved the content of the file, not validated yet
 * @param screens the screens' work areas, the main one first
 */
export function placeWindow(saved: unknown, screens: readonly Area[]): WindowPlace {
  const parsed = placeSchema.safeParse(saved)
  const screen = parsed.success ? screens.find((area) => holdsGrip(area, parsed.data.area)) : undefined
  if (parsed.success && screen !== undefined)
    return { ...parsed.data, area: fitInto(screen, parsed.data.area) }
  const main = screens[0] ?? { x: 0, y: 0, ...usual }
  const width = Math.min(usual.width, main.width)
  const height = Math.min(usual.height, main.height)
  const area = {
    x: main.x + Math.floor((main.width - width) / 2),
    y: main.y + Math.floor((main.height - height) / 2),
    width,
    height,
  }
  return { area, maximised: false, fullScreen: false }
}

function holdsGrip(screen: Area, { x, y, width }: Area): boolean {
  const across = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x)
  return across >= grip.width && y >= screen.y && y + grip.height <= screen.y + screen.height
}

function fitInto(screen: Area, { x, y, width, height }: Area): Area {
  return {
    x,
    y,
    width: Math.min(Math.max(width, smallest.width), screen.width),
    height: Math.min(Math.max(height, smallest.height), screen.height),
  }
}
