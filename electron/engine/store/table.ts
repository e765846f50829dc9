import type { z } from 'zod'
import type { Store } from './open.ts'

type SqlValue = string | number | null
type Row = Record<string, SqlValue>

/**
 * How the values of one zod object are kept as rows of one table. What a patch leaves out, or gives as
 * undefined, stays as it is.
 */
export interface Table<T> {
  insert(store: Store, value: T): void
  /** @returns the number of the new row; undefined where a row with the same key was there already */
  insertNew(store: Store, value: Partial<T>): number | undefined
  /** Changes the rows that have the values of `where`. @returns how many there are */
  update(store: Store, where: Partial<T>, patch: Patch<T>): number
  /** @param rest what follows FROM, such as `WHERE id = ? ORDER BY seq` */
  select(store: Store, rest: string, ...parameters: SqlValue[]): T[]
}

export type Patch<T> = { [F in keyof T]?: T[F] | undefined }

interface Column {
  name: string
  toSql(value: unknown): SqlValue
  fromSql(value: SqlValue): unknown
}

/**
 * Derives the columns of a table from a schema: `createdAtMs` is kept in `created_at_ms`, texts and numbers
 * as they are, booleans as 0 or 1, objects and arrays as JSON, null as NULL. A new field needs the schema
 * and a migration, and no code here. Rows are read through the schema, so that its defaults fill in what
 * older JSON lacks.
 * @param columns names of columns that do not follow from the field's name
 */
export function tableOf<S extends z.ZodObject>(
  name: string,
  schema: S,
  columns: Partial<Record<keyof z.output<S> & string, string>> = {},
): Table<z.output<S>> {
  type T = z.output<S>
  const byField = new Map(
    Object.entries(schema.shape).map(([field, type]) => [
      field,
      columnOf((columns as Record<string, string>)[field] ?? snakeCase(field), type),
    ]),
  )
  const all = [...byField.values()].map((column) => column.name).join(', ')

  const encode = (value: Patch<T>): Row => {
    const given = [...byField].filter(([field]) => value[field as keyof T] !== undefined)
    return Object.fromEntries(
      given.map(([field, column]) => [column.name, column.toSql(value[field as keyof T])]),
    )
  }
  const decode = (row: Row): T =>
    schema.parse(
      Object.fromEntries(
        [...byField].map(([field, column]) => [field, column.fromSql(row[column.name] ?? null)]),
      ),
    )
  const insert = (store: Store, verb: string, row: Row) => {
    const names = Object.keys(row)
    const places = names.map(() => '?').join(', ')
    return store
      .prepare(`${verb} INTO ${name} (${names.join(', ')}) VALUES (${places})`)
      .run(...Object.values(row))
  }
  return {
    insert: (store, value) => void insert(store, 'INSERT', encode(value)),
    insertNew(store, value) {
      const { changes, lastInsertRowid } = insert(store, 'INSERT OR IGNORE', encode(value))
      return changes === 0 ? undefined : Number(lastInsertRowid)
    },
    update(store, where, patch) {
      const [set, key] = [encode(patch), encode(where)]
      const equal = (row: Row): string[] => Object.keys(row).map((column) => `${column} = ?`)
      if (equal(set).length === 0) return 0
      return store
        .prepare(`UPDATE ${name} SET ${equal(set).join(', ')} WHERE ${equal(key).join(' AND ')}`)
        .run(...Object.values(set), ...Object.values(key)).changes
    },
    select: (store, rest, ...parameters) =>
      (store.prepare(`SELECT ${all} FROM ${name} ${rest}`).all(...parameters) as Row[]).map(decode),
  }
}

function snakeCase(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function columnOf(name: string, schema: unknown): Column {
  const { toSql, fromSql } = codecs[kindOf(schema as Definition)]
  return {
    name,
    toSql: (value) => (value === null ? null : toSql(value)),
    fromSql: (value) => (value === null ? null : fromSql(value)),
  }
}

const codecs: Record<'plain' | 'boolean' | 'json', Pick<Column, 'toSql' | 'fromSql'>> = {
  plain: { toSql: (value) => value as SqlValue, fromSql: (value) => value },
  boolean: { toSql: Number, fromSql: (value) => value === 1 },
  json: { toSql: (value) => JSON.stringify(value), fromSql: (value) => JSON.parse(String(value)) as unknown },
}

/** What zod says about a type: its name and, of a nullable, optional or default, what is inside. */
interface Definition {
  def: { type: string; innerType?: Definition }
}

function kindOf({ def }: Definition): keyof typeof codecs {
  if (def.innerType !== undefined) return kindOf(def.innerType)
  if (def.type === 'boolean') return 'boolean'
  return ['string', 'number', 'enum'].includes(def.type) ? 'plain' : 'json'
}
