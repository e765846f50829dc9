import type { Service } from './experiment.ts'

/** A service that answers its pages at once. Apart from the schemas, so that pages load no zod for it. */
export const staticPages: Service = { timeMs: 0, answer: { kind: 'page' }, request: { kind: 'get' } }

/** A load with nothing but threads, connections, seconds and rounds, as in 2017. */
export const plainLoad = { untilSure: null, light: false, spread: false, service: staticPages } as const
