import { relative, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { compileCacheEnvironment, compileCacheFolder } from '../../../electron/platform/compile-cache.ts'

const checkout = resolve(import.meta.dirname, '../../..')

test('compiled code is kept inside the checkout, where only those write who may change the sources', () => {
  expect(relative(checkout, compileCacheFolder ?? '')).toMatch(/^node_modules\/\.cache\/[a-z-]+$/)
})

test('a process that runs from the sources uses the folder too, one that runs from a build does not', () => {
  expect(compileCacheEnvironment({})).toEqual({ NODE_COMPILE_CACHE: compileCacheFolder })
  expect(compileCacheEnvironment({ SLUICE_BUILT_ENTRIES: '/out/main' })).toEqual({})
})
