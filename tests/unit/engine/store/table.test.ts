import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { tableOf } from '../../../../electron/engine/store/table.ts'

const boatSchema = z.strictObject({
  id: z.string(),
  lengthMetres: z.number(),
  crewOf: z.int().nullable(),
  rig: z.enum(['sloop', 'ketch']),
  afloat: z.boolean(),
  sails: z.array(z.string()),
  mooring: z.strictObject({ harbour: z.string(), berth: z.int().default(1) }).nullable(),
})
const boats = tableOf('boats', boatSchema, { crewOf: 'crew' })
const boat: z.infer<typeof boatSchema> = {
  id: 'b1',
  lengthMetres: 9.5,
  crewOf: null,
  rig: 'ketch',
  afloat: false,
  sails: ['main', 'jib'],
  mooring: { harbour: 'Husum', berth: 3 },
}

let store: Database.Database
beforeEach(() => {
  store = new Database(':memory:')
  store.exec(
    `CREATE TABLE boats (id TEXT PRIMARY KEY, length_metres REAL NOT NULL, crew INTEGER, rig TEXT NOT NULL,
       afloat INTEGER NOT NULL, sails TEXT NOT NULL, mooring TEXT, kept_elsewhere TEXT) STRICT`,
  )
  boats.insert(store, boat)
})
afterEach(() => void store.close())

test('a row comes back as it was written', () => {
  boats.insert(store, { ...boat, id: 'b2', crewOf: 4, afloat: true, mooring: null })
  expect(boats.select(store, 'ORDER BY id')).toEqual([
    boat,
    { ...boat, id: 'b2', crewOf: 4, afloat: true, mooring: null },
  ])
})

test('columns follow from the fields: texts and numbers stay readable to SQL, objects are JSON', () => {
  expect(store.prepare('SELECT * FROM boats').get()).toEqual({
    id: 'b1',
    length_metres: 9.5,
    crew: null,
    rig: 'ketch',
    afloat: 0,
    sails: '["main","jib"]',
    mooring: '{"harbour":"Husum","berth":3}',
    kept_elsewhere: null,
  })
})

test('a patch changes what it names, and nothing else', () => {
  expect(boats.update(store, { id: 'b1' }, { afloat: true, mooring: null, sails: undefined })).toBe(1)
  expect(boats.select(store, '')).toEqual([{ ...boat, afloat: true, mooring: null }])
  expect(boats.update(store, { id: 'b1', rig: 'sloop' }, { lengthMetres: 1 })).toBe(0)
  expect(boats.update(store, { id: 'b1' }, {})).toBe(0)
  expect(boats.select(store, 'WHERE length_metres > ?', 9)).toHaveLength(1)
})

test('a row whose key is there already is left alone', () => {
  expect(boats.insertNew(store, { ...boat, sails: [] })).toBeUndefined()
  expect(boats.insertNew(store, { ...boat, id: 'b2' })).toBe(2)
  expect(boats.select(store, "WHERE id = 'b1'")).toEqual([boat])
})

test('a new field needs the schema and a migration, and nothing else', () => {
  const grownSchema = boatSchema.extend({
    homePort: z.strictObject({ town: z.string() }).nullable(),
    insured: z.boolean(),
  })
  store.exec(
    `ALTER TABLE boats ADD COLUMN home_port TEXT;
     ALTER TABLE boats ADD COLUMN insured INTEGER NOT NULL DEFAULT 1`,
  )
  const grown = tableOf('boats', grownSchema, { crewOf: 'crew' })
  expect(grown.select(store, '')).toEqual([{ ...boat, homePort: null, insured: true }])
  grown.update(store, { id: 'b1' }, { homePort: { town: 'Emden' }, insured: false })
  expect(grown.select(store, '')).toEqual([{ ...boat, homePort: { town: 'Emden' }, insured: false }])
})

test('defaults of the schema fill in what older JSON lacks; what the schema refuses is not read', () => {
  store.exec(`UPDATE boats SET mooring = '{"harbour":"Husum"}'`)
  expect(boats.select(store, '')[0]?.mooring).toEqual({ harbour: 'Husum', berth: 1 })
  store.exec(`UPDATE boats SET rig = 'raft'`)
  expect(() => boats.select(store, '')).toThrow(/rig/)
})
