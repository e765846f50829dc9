import { readFileSync } from 'node:fs'

/**
 * Loaded into a process before anything else (`node --import`): its time of day is off by the milliseconds
 * in the file `SLUICE_TEST_CLOCK`, from when it is there. As on a real computer, `performance.now()` is not
 * touched.
 */
const file = process.env['SLUICE_TEST_CLOCK'] ?? ''
const trueNow = Date.now.bind(Date)
/** How often the file is read, at most. */
const readMs = 10

let offMs = 0
let readAtMs = -Infinity
function now(): number {
  if (performance.now() - readAtMs > readMs) {
    readAtMs = performance.now()
    try {
      offMs = Number(readFileSync(file, 'utf8'))
    } catch {
      offMs = 0
    }
  }
  return trueNow() + offMs
}

Date.now = now
globalThis.Date = new Proxy(Date, {
  construct: (date, args: unknown[], target) =>
    Reflect.construct(date, args.length === 0 ? [now()] : args, target) as object,
})
