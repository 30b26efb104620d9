import type { Entry, RoomBatch } from '@plenary/collab'
import type { Pool, PoolClient } from 'pg'
import { int4s, queryPrepared } from './prepared.ts'

const nothing: ReadonlySet<string> = new Set()

/**
 * The common case of an append in one statement: the heads are locked in one order, passing over what somebody holds, and every batch is stored
 * whose room stands exactly as it did when the batch was checked. Nothing else has happened there then, so what was checked still holds:
 * whose each client is, that nothing was overtaken, that the text is open. Answers with the rooms that were passed over,
 * usually none. Durable when answered, whatever the server's default: the setting is made where no head can be locked without it.
 */
const appendPromptly = `
  with claimed as (
    select * from unnest($13::int[], $14::bigint[], $15::uuid[]) as claimed (number, client, person)
  ), asked as (
    select * from unnest($1::text[], $2::bigint[], $3::int[], $4::int[], $5::bigint[]) with ordinality as asked (room, basis, epoch, updates, bytes, number)
  ), held as materialized (
    select room, seq, epoch, locked from text_head, (select set_config('synchronous_commit', 'on', true)) as durable
    where room = any($1) order by room for no key update of text_head skip locked
  ), fit as materialized (
    select asked.* from asked join held on held.room = asked.room and held.seq = asked.basis and held.epoch = asked.epoch and not held.locked
    where not exists (
      select 1 from claimed join text_client on text_client.room = asked.room and client_id = claimed.client
      where claimed.number = asked.number and person_id <> claimed.person
    )
  ), moved as (
    update text_head set seq = text_head.seq + fit.updates, size = size + fit.bytes from fit where fit.room = text_head.room
  ), added as (
    insert into text_update (room, seq, data, author, clients)
    select fit.room, fit.basis + added.place, substr($6::bytea, added.start, added.length), added.author, added.clients::bigint[]
    from unnest($7::int[], $8::int[], $9::int[], $10::int[], $11::uuid[], $12::text[]) as added (number, place, start, length, author, clients)
    join fit on fit.number = added.number
  ), owned as (
    insert into text_client (room, client_id, person_id)
    select fit.room, claimed.client, claimed.person from claimed join fit on fit.number = claimed.number
    on conflict do nothing
  )
  select room from asked where number not in (select number from fit)`

/** Numbers and ids need no quotes in an array of PostgreSQL. */
const list = (items: readonly (string | number)[]): string => `{${items.join(',')}}`
const quoted = (item: string): string => `"${item.replace(/["\\]/g, '\\$&')}"`

interface Row { readonly entry: Entry; readonly number: number; readonly place: number; readonly start: number }
interface Claim { readonly number: number; readonly client: number; readonly person: string }

/** The values of `appendPromptly`: the bytes of all updates in one piece, and where each begins. */
function valuesOf(batch: readonly RoomBatch[]): (string | Buffer)[] {
  const rows: Row[] = []
  const claims: Claim[] = []
  const sizes: number[] = []
  let end = 0
  batch.forEach(({ entries }, i) => {
    const before = end
    entries.forEach((entry, place) => {
      rows.push({ entry, number: i + 1, place: place + 1, start: end + 1 })
      for (const client of entry.claims) claims.push({ number: i + 1, client, person: entry.author })
      end += entry.data.length
    })
    sizes.push(end - before)
  })
  return [
    list(batch.map(({ room }) => quoted(room))), list(batch.map(({ basis }) => basis)), int4s(batch.map(({ epoch }) => epoch)),
    int4s(batch.map(({ entries }) => entries.length)), list(sizes), Buffer.concat(rows.map(({ entry }) => entry.data), end),
    int4s(rows.map(({ number }) => number)), int4s(rows.map(({ place }) => place)), int4s(rows.map(({ start }) => start)),
    int4s(rows.map(({ entry }) => entry.data.length)), list(rows.map(({ entry }) => entry.author)),
    list(rows.map(({ entry }) => `"{${entry.clients.join(',')}}"`)),
    int4s(claims.map(({ number }) => number)), list(claims.map(({ client }) => client)), list(claims.map(({ person }) => person)),
  ]
}

/** Stores what stands as it was checked, all of it in one statement; answers with the rooms of the rest, of which nothing is stored. */
export async function storePromptly(db: Pool | PoolClient, batch: readonly RoomBatch[]): Promise<ReadonlySet<string>> {
  if (batch.length === 0) return nothing
  const passedOver = await queryPrepared(db, 'append', appendPromptly, valuesOf(batch))
  return passedOver.length === 0 ? nothing : new Set(passedOver as readonly string[])
}
