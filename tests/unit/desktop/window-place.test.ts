import { expect, test } from 'vitest'
import { placeWindow } from '../../../electron/desktop/window-place.ts'

const main = { x: 0, y: 25, width: 1920, height: 1055 }
const second = { x: -1600, y: 0, width: 1600, height: 1200 }
const saved = (x: number, y: number, width = 1000, height = 700) => ({
  area: { x, y, width, height },
  maximised: true,
  fullScreen: false,
})
const usual = { area: { x: 360, y: 152, width: 1200, height: 800 }, maximised: false, fullScreen: false }

test.each([
  ['on the main screen', saved(100, 100)],
  ['on a second screen with negative coordinates', saved(-1500, 10)],
  ['partly beside the screen, with enough of its title bar on it', saved(1700, 1000)],
])('opens where it was: %s', (_, place) => {
  expect(placeWindow(place, [main, second])).toEqual(place)
})

test.each([
  ['was never open', undefined],
  ['was on a screen that is gone', saved(-1500, 10)],
  ['would be behind the menu bar', saved(100, 0)],
  ['would show a sliver of its title bar only', saved(1850, 100)],
  ['would have its title bar below the screen', saved(100, 1070)],
  ['left nonsense behind', { area: { x: 'left' } }],
  ['left another version’s file behind', saved(Number.NaN, 0)],
])('opens in the middle of the main screen if it %s', (_, place) => {
  expect(placeWindow(place, [main])).toEqual(usual)
})

test('is never larger than its screen, nor smaller than its content', () => {
  expect(placeWindow(saved(0, 25, 4000, 3000), [main]).area).toEqual({
    x: 0,
    y: 25,
    width: 1920,
    height: 1055,
  })
  expect(placeWindow(saved(0, 25, 200, 100), [main]).area).toEqual({ x: 0, y: 25, width: 900, height: 600 })
  expect(placeWindow(undefined, [{ x: 0, y: 0, width: 800, height: 600 }]).area).toEqual({
    x: 0,
    y: 0,
    width: 800,
    height: 600,
  })
})

test('opens even where no screen is known', () => {
  expect(placeWindow(saved(5, 5), []).area).toEqual({ x: 0, y: 0, width: 1200, height: 800 })
})
