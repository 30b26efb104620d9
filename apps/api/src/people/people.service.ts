import { isId } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager, In } from 'typeorm'
import { closed } from '../ledger/ledger.service.ts'
import { page, pageSize } from '../platform/graphql.ts'
import { plainEmail } from '../platform/input.ts'
import { loaderOf, type Operation } from '../platform/loaders.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Person } from './person.entity.ts'
import { Rights } from './rights.service.ts'

/** A person to be entered. Without a password hash the account cannot sign in yet. */
export interface NewPerson {
  readonly name: string
  readonly email: string
  readonly passwordHash?: string
  readonly isAdministrator?: boolean
  readonly isDemo?: boolean
}

const former = (id: string): Person => Object.assign(new Person(), { id, name: 'A former member', email: '', isAdministrator: false, isDemo: false })

/** The place in the list that a cursor names; one that is not ours begins anew. */
const placeOf = (cursor: string | undefined): readonly [string, string] | readonly [] => {
  const [name, id] = cursor?.split('\n') ?? []
  return name !== undefined && id !== undefined && isId(id) ? [name, id] : []
}

/** People with accounts. */
@Injectable()
export class PeopleService {
  constructor(private readonly db: DataSource, private readonly rights: Rights) {}

  /** Enters a person. The address must not be taken. */
  async add(tx: EntityManager, person: NewPerson): Promise<Person> {
    return tx.save(Person, {
      name: person.name.trim(), email: plainEmail(person.email), passwordHash: person.passwordHash ?? null,
      isAdministrator: person.isAdministrator ?? false, isDemo: person.isDemo ?? false,
    })
  }

  /** The account of an address, locked until the transaction ends; null when there is none. */
  async withEmail(tx: EntityManager, email: string): Promise<{ id: string; name: string; passwordHash: string | null } | null> {
    const [row] = await tx.query<{ id: string; name: string; passwordHash: string | null }[]>(
      'select id, name, password_hash as "passwordHash" from person where email = $1 for update', [plainEmail(email)])
    return row ?? null
  }

  /** Whether nobody has an account yet. */
  async areNone(tx: EntityManager = this.db.manager): Promise<boolean> {
    return !(await tx.exists(Person))
  }

  /** A person by id, once per operation. Somebody whose account is gone still has to be shown as somebody. */
  async load(id: string, operation: Operation): Promise<Person> {
    return loaderOf<string, Person>(operation, 'people, also former ones', async ids => {
      const people = new Map((await this.db.manager.findBy(Person, { id: In([...ids]) })).map(person => [person.id, person]))
      return ids.map(each => people.get(each) ?? former(each))
    }).load(id)
  }

  /** People by name, page by page. Whoever may invite sees all; others see whom they share a committee with. */
  async list(viewer: Viewer | null, wanted: { first: number; after?: string | undefined; search?: string | undefined }, operation: Operation) {
    const standings = await this.rights.standings(viewer, operation.loaders)
    const all = standings.permissions(['person.invite'])[0]?.allowed === true
    const first = pageSize(wanted.first)
    const [afterName, afterId] = placeOf(wanted.after)
    const rows = await this.db.query<{ id: string; name: string }[]>(
      `select id, name from person
       where ($1 or id = $2 or id in (
           select person_id from role where committee_id = any($3)
           union select d.person_id from delegate d join seat s on s.id = d.seat_id where s.committee_id = any($3)))
         and ($4::text is null or position(lower($4) in lower(name)) > 0) and ($6::uuid is null or (lower(name), id) > ($5, $6))
       order by lower(name), id limit $7`,
      [all, viewer?.personId ?? null, standings.committees, wanted.search ?? null, afterName ?? null, afterId ?? null, first + 1])
    return page(rows, first, row => `${row.name.toLowerCase()}\n${row.id}`)
  }
}

/** A person as the ledger shows one: the id openly, the name as a commitment. */
export async function personFact(tx: EntityManager, personId: string): Promise<{ id: string; name: ReturnType<typeof closed> }> {
  const [person] = await tx.query<{ name: string }[]>('select name from person where id = $1', [personId])
  return { id: personId, name: closed(person?.name ?? '') }
}
