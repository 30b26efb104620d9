import { Injectable } from '@nestjs/common'
import { GraphQLError } from 'graphql'
import { DataSource } from 'typeorm'
import { Clock } from '../platform/clock.ts'
import type { Context } from '../platform/viewer.ts'
import { Rights } from '../people/rights.service.ts'
import type { Followed, Inbox, MarkedDeadline, Notice, Waiting } from './inbox.entity.ts'

const draftOf = "case when draft_id is not null then json_build_object('id', draft_id, 'number', draft_number, 'title', draft_title) end"
const MOST_NEEDS = 200
const MOST_WAITING = 100
const MOST_FOLLOWED = 50
const MOST_DATES = 200

/** Whose turn it is and until when, as one person sees it. */
@Injectable()
export class InboxService {
  constructor(private readonly db: DataSource, private readonly clock: Clock, private readonly rights: Rights) {}

  /** The inbox of the viewer, in five statements. */
  async of({ viewer, loaders }: Context): Promise<Inbox> {
    if (!viewer) throw new GraphQLError('Sign in to see your inbox.', { extensions: { code: 'UNAUTHENTICATED' } })
    const standings = await this.rights.standings(viewer, loaders)
    const { committees } = standings
    const run = committees.filter(id => standings.has('chair', id) || standings.has('secretary', id))
    const [needsYou, waiting, followed, calendar, now] = await Promise.all([
      this.needsYou(viewer.personId), this.waiting(viewer.personId, run), this.followed(committees), this.calendar(committees), this.clock.now(),
    ])
    return { needsYou, waiting, followed, calendar, now: new Date(now) }
  }

  private needsYou(personId: string): Promise<Notice[]> {
    return this.db.query<Notice[]>(
      `select id, verb, title, why, due, zone, path as "where", ${draftOf} as draft from notice
       where person_id = $1 and settled_at is null order by due nulls last, created_at desc, id limit $2`, [personId, MOST_NEEDS])
  }

  /** Acts that others hold: those the viewer asked for, and in committees that the viewer runs all of them. */
  private async waiting(personId: string, run: readonly string[]): Promise<Waiting[]> {
    const rows = await this.db.query<{ verb: string; title: string; number: string | null; names: string[]; due: Date | null; where: string }[]>(
      `select n.verb, n.title, n.draft_number as number, array_agg(p.name order by p.name) as names, n.due, n.path as "where" from notice n join person p on p.id = n.person_id
       where n.settled_at is null and n.person_id <> $1 and (n.asked_by = $1 or n.committee_id = any($2))
       group by n.verb, n.title, n.draft_number, n.due, n.path order by n.due nulls last, n.title limit $3`, [personId, run, MOST_WAITING])
    return rows.map(({ verb, title, number, names, due, where }) => ({ what: `${verb}: ${number === null ? '' : `${number} `}${title}`, who: listed(names), due, where }))
  }

  private followed(committees: readonly string[]): Promise<Followed[]> {
    return this.db.query<Followed[]>(
      `select json_build_object('id', draft_id, 'number', draft_number, 'title', draft_title) as draft, what, at, path as "where" from happening where committee_id = any($1) order by at desc, id desc limit $2`, [committees, MOST_FOLLOWED])
  }

  private calendar(committees: readonly string[]): Promise<MarkedDeadline[]> {
    return this.db.query<MarkedDeadline[]>(
      `select key, what, due, path as "where" from marked_date where committee_id = any($1) and due > plenary_now() - interval '1 day'
       order by due, key limit $2`, [committees, MOST_DATES])
  }
}

/** Up to three names, then how many more. */
export function listed(names: readonly string[]): string {
  if (names.length > 3) return `${names.slice(0, 2).join(', ')} and ${names.length - 2} others`
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
