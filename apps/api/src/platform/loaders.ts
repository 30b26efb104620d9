import DataLoader from 'dataloader'
import { type DataSource, type EntityTarget, In, type ObjectLiteral } from 'typeorm'
import type { Context } from './viewer.ts'

/** What loading needs to know of a GraphQL operation. */
export type Operation = Pick<Context, 'loaders'>

/**
 * The loader of this name in one GraphQL operation. What a screen asks for piece by piece is fetched together, and each piece once.
 * `fetch` gets all keys and answers in their order.
 */
export function loaderOf<K, V>(operation: Operation, name: unknown, fetch: (keys: readonly K[]) => Promise<ArrayLike<V | Error>>): DataLoader<K, V> {
  const known = operation.loaders.get(name) as DataLoader<K, V> | undefined
  if (known) return known
  const loader = new DataLoader<K, V>(fetch)
  operation.loaders.set(name, loader)
  return loader
}

/** Loads rows of one entity by their id; an id that nothing bears is a fault of the data. */
export function entityById<T extends ObjectLiteral & { id: string }>(operation: Operation, db: DataSource, entity: EntityTarget<T> & (new () => T)) {
  return loaderOf<string, T>(operation, entity, async ids => {
    const rows = await db.getRepository<T>(entity).findBy({ id: In([...ids]) } as never)
    const byId = new Map(rows.map(row => [row.id, row]))
    return ids.map(id => byId.get(id) ?? new Error(`${entity.name} ${id} is gone`))
  })
}

/** Groups rows fetched for several keys, in the order of the keys. */
export function grouped<R, K>(rows: readonly R[], keys: readonly K[], keyOf: (row: R) => K): R[][] {
  const groups = new Map<K, R[]>(keys.map(key => [key, []]))
  for (const row of rows) groups.get(keyOf(row))?.push(row)
  return keys.map(key => groups.get(key) ?? [])
}
