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

/** Where a text stands and what is known of its authors, without the state itself. */
export const authorshipNow = `
  select seq, upto_seq, clauses from text_head
  left join lateral (select upto_seq, clauses from text_authorship where text_authorship.room = text_head.room order by upto_seq desc limit 1) as latest on true
  where text_head.room = $1`

/** The next updates after one number, up to another, with author and time in milliseconds since 1970. */
export const authoredUpdates = `
  select seq, data, author, (extract(epoch from at) * 1000)::bigint as at from text_update where room = $1 and seq > $2 and seq <= $3 order by seq limit $4`

/** The nearest state from which a number can be reached, without an author, and the updates after it. */
export const authoredFromState = `
  with state as (select upto_seq, data from text_authorship where room = $1 and upto_seq <= $2 order by upto_seq desc limit 1)
  select seq, data, author, at from (
    select upto_seq as seq, data, null::uuid as author, 0::bigint as at from state
    union all
    select seq, data, author, (extract(epoch from at) * 1000)::bigint from text_update
    where room = $1 and seq > coalesce((select upto_seq from state), 0) and seq <= $2
  ) as parts order by seq limit $3 + (select count(*) from state)`

/** Keeps a state of what the log has; states that were only the latest for a while make room for it, milestones stay. */
export const keepAuthorship = `
  with kept as (
    insert into text_authorship (room, upto_seq, data, clauses, milestone)
    select room, $2::bigint, $3::bytea, $4::jsonb, $5::boolean from text_head where room = $1 and seq >= $2::bigint
    on conflict (room, upto_seq) do update set milestone = text_authorship.milestone or excluded.milestone
  )
  delete from text_authorship where room = $1 and not milestone and upto_seq < $2::bigint`

/** The update that each instant, to the millisecond, came after; 0 before the first. Numbers and times rise together, so each is found in some twenty looks. */
export const seqsAt = `
  select instant.place, found.low as seq from unnest($2::timestamptz[]) with ordinality as instant (at, place),
  lateral (
    with recursive search (low, high) as (
      select 0::bigint, seq from text_head where room = $1
      union all
      select case when date_trunc('milliseconds', looked.at) <= instant.at then middle else low end, case when date_trunc('milliseconds', looked.at) <= instant.at then high else middle - 1 end
      from search, lateral (select (low + high + 1) / 2 as middle) as half, lateral (select at from text_update where room = $1 and seq = middle) as looked
      where low < high
    ) select low from search where low = high
  ) as found order by instant.place`

/** One page of a log: where it begins and ends, and when its first update and the one after its last were written. */
export const pageOfLog = `
  select first, after, (select at from text_update where room = $1 and seq = first) as began, (select at from text_update where room = $1 and seq = after) as ended
  from text_head, lateral (select least(coalesce($2::bigint, seq + 1), seq + 1) as after) as upper, lateral (select greatest(1, after - $3::bigint) as first) as lower
  where room = $1`

/** Who wrote when, by person and hour, in one stretch of the log. */
export const stretches = `
  select author, min(seq) as first, max(seq) as seq, min(at) as began, max(at) as ended, count(*)::int as changes
  from text_update where room = $1 and seq >= $2 and seq < $3 group by author, date_trunc('hour', at, 'UTC')`

/** Texts whose snapshot, or whose authorship, is so many updates behind. */
export const longTails = `
  select room, seq, folded, authored from (
    select text_head.room, seq, coalesce((select upto_seq from text_snapshot where text_snapshot.room = text_head.room), 0) as folded,
      coalesce((select max(upto_seq) from text_authorship where text_authorship.room = text_head.room), 0) as authored
    from text_head
  ) as tail where seq - least(folded, authored) >= $1 order by seq - least(folded, authored) desc limit $2`
