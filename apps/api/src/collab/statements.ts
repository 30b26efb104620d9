/** Locks the heads of a batch in one order, so that two batches never wait for each other in a circle; passes over what somebody holds. */
export const lockHeads = `
  select room, seq, epoch, locked from text_head where room = any($1) order by room for no key update skip locked`

export const heads = 'select room, seq, epoch, locked from text_head where room = any($1)'

export const updatesAfter = 'select seq, data, author, clients from text_update where room = $1 and seq > $2 order by seq'

/** Whose clients wrote in each room after the number the batch was checked at. */
export const unseenClients = `
  select asked.room, array_agg(distinct client) as clients
  from unnest($1::text[], $2::bigint[]) as asked (room, basis)
  join text_update on text_update.room = asked.room and text_update.seq > asked.basis
  cross join unnest(text_update.clients) as client
  group by asked.room`

export const ownersOf = `
  select text_client.room, client_id, person_id from text_client
  join (select distinct * from unnest($1::text[], $2::bigint[])) as asked (room, client) on asked.room = text_client.room and asked.client = client_id`

/** Adds updates and moves each head by as many; one statement, so that neither can be there without the other. */
export const insertUpdates = `
  with added as (
    select * from unnest($1::text[], $2::bigint[], $3::bytea[], $4::uuid[], $5::text[]) as added (room, seq, data, author, clients)
  ), moved as (
    update text_head set seq = text_head.seq + grown.updates, size = size + grown.bytes
    from (select room, count(*) as updates, sum(length(data)) as bytes from added group by room) as grown
    where grown.room = text_head.room
  )
  insert into text_update (room, seq, data, author, clients) select room, seq, data, author, clients::bigint[] from added`

export const insertClients = `
  insert into text_client (room, client_id, person_id) select * from unnest($1::text[], $2::bigint[], $3::uuid[]) on conflict do nothing`

/** Compare and set: a snapshot never replaces a later one, and none is kept of what the log does not have. */
export const keepSnapshot = `
  insert into text_snapshot (room, upto_seq, data)
  select room, $2::bigint, $3::bytea from text_head where room = $1 and seq >= $2::bigint
  on conflict (room) do update set upto_seq = excluded.upto_seq, data = excluded.data where text_snapshot.upto_seq < excluded.upto_seq`
