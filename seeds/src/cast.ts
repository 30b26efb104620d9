/** The people of the demo. All are invented; the texts they work on are real. */

/** Somebody of the demo. `key` is how stories call them; with `account` they can sign in as `<account>@demo.plenary.example`. */
export interface CastPerson { readonly key: string; readonly name: string; readonly account?: string; readonly isAdministrator?: boolean }

export const people: readonly CastPerson[] = [
  { key: 'admin', name: 'Adaeze Obi', account: 'admin', isAdministrator: true },
  { key: 'secretary', name: 'Henrik Solberg', account: 'secretary' },
  { key: 'chair', name: 'Ingrid Lindqvist', account: 'chair' },
  { key: 'drafter1', name: 'Thomas Brandt', account: 'drafter1' },
  { key: 'drafter2', name: 'Leila Haddad', account: 'drafter2' },
  { key: 'br', name: 'Marisol Teixeira', account: 'delegate.br' },
  { key: 'fr', name: 'Camille Laurent', account: 'delegate.fr' },
  { key: 'jp', name: 'Kenji Morita', account: 'delegate.jp' },
  { key: 'ke', name: 'Wanjiru Kamau', account: 'delegate.ke' },
  { key: 'us', name: 'Dana Whitfield', account: 'delegate.us' },
  { key: 'civil', name: 'Amara Nwosu', account: 'civil' },
  { key: 'sme', name: 'Piotr Zieliński', account: 'sme' },
  { key: 'observer', name: 'Yusra al-Masri', account: 'observer' },
  { key: 'oversight', name: 'Graham Whyte', account: 'oversight' },
  { key: 'in', name: 'Priya Raghunathan' },
  { key: 'de', name: 'Jonas Keller' },
  { key: 'mx', name: 'Lucía Herrera' },
  { key: 'za', name: 'Thabo Mokoena' },
  { key: 'kr', name: 'Seo-yeon Park' },
  { key: 'ca', name: 'Mathieu Tremblay' },
  { key: 'univ', name: 'Elif Demir' },
  { key: 'hosp', name: 'Anneke de Vries' },
]

/** A body that holds seats. */
export interface CastBody { readonly key: string; readonly name: string; readonly kind: string; readonly jurisdiction: string }

export const bodies: readonly CastBody[] = [
  { key: 'br', name: 'Brazil', kind: 'national body', jurisdiction: 'BR' },
  { key: 'fr', name: 'France', kind: 'national body', jurisdiction: 'FR' },
  { key: 'jp', name: 'Japan', kind: 'national body', jurisdiction: 'JP' },
  { key: 'ke', name: 'Kenya', kind: 'national body', jurisdiction: 'KE' },
  { key: 'us', name: 'United States', kind: 'national body', jurisdiction: 'US' },
  { key: 'in', name: 'India', kind: 'national body', jurisdiction: 'IN' },
  { key: 'de', name: 'Germany', kind: 'national body', jurisdiction: 'DE' },
  { key: 'mx', name: 'Mexico', kind: 'national body', jurisdiction: 'MX' },
  { key: 'za', name: 'South Africa', kind: 'national body', jurisdiction: 'ZA' },
  { key: 'kr', name: 'Republic of Korea', kind: 'national body', jurisdiction: 'KR' },
  { key: 'ca', name: 'Canada', kind: 'national body', jurisdiction: 'CA' },
  { key: 'civil', name: 'Access Rights Network', kind: 'civil society', jurisdiction: 'NG' },
  { key: 'sme', name: 'Federation of Small Software Firms', kind: 'industry association', jurisdiction: 'PL' },
  { key: 'univ', name: 'University Network for Machine Ethics', kind: 'academic', jurisdiction: 'TR' },
  { key: 'hosp', name: 'Alliance of Public Hospitals', kind: 'user association', jurisdiction: 'NL' },
  { key: 'observer', name: 'Arab Forum on Digital Policy', kind: 'regional body', jurisdiction: 'JO' },
]

export interface CastSeat { readonly body: string; readonly kind: 'participating' | 'observing' | 'liaison' | 'guest'; readonly category: string; readonly delegates: readonly string[] }
export interface CastCommittee {
  readonly key: string
  readonly code: string
  readonly name: string
  readonly scope: string
  readonly parent?: string
  readonly categories: readonly string[]
  readonly seats: readonly CastSeat[]
}

const categories = ['government', 'industry', 'civil society', 'academia', 'users']
const nation = (key: string): CastSeat => ({ body: key, kind: 'participating', category: 'government', delegates: [key] })
const interests: readonly CastSeat[] = [
  { body: 'civil', kind: 'participating', category: 'civil society', delegates: ['civil'] },
  { body: 'sme', kind: 'participating', category: 'industry', delegates: ['sme'] },
  { body: 'univ', kind: 'participating', category: 'academia', delegates: ['univ'] },
  { body: 'hosp', kind: 'participating', category: 'users', delegates: ['hosp'] },
  { body: 'observer', kind: 'observing', category: 'government', delegates: ['observer'] },
]

export const committees: readonly CastCommittee[] = [
  {
    key: 'tc3', code: 'TC 3', name: 'Trustworthy AI', categories,
    scope: 'Harmonized requirements for artificial intelligence systems that people depend on.',
    seats: [...['br', 'fr', 'jp', 'ke', 'us', 'in', 'de'].map(nation), ...interests],
  },
  {
    key: 'wg2', code: 'WG 2', name: 'Oversight and records', parent: 'tc3', categories,
    scope: 'Human oversight, record-keeping and transparency of high-risk systems.',
    seats: [...['br', 'fr', 'jp', 'ke', 'us', 'in', 'de', 'mx', 'za', 'kr', 'ca'].map(nation), ...interests],
  },
  {
    key: 'tc5', code: 'TC 5', name: 'Data and resilience', categories,
    scope: 'Personal data, access to data, and the security of networks across borders.',
    seats: [...['br', 'fr', 'jp', 'ke', 'us', 'mx', 'za'].map(nation), ...interests],
  },
]

/** Who holds which role, in every committee of the demo. */
export const officers: Readonly<Record<string, string>> = { chair: 'chair', secretary: 'secretary', drafter1: 'drafter', drafter2: 'drafter', oversight: 'oversight' }

export const password = 'plenary-demo'
export const addressOf = (person: CastPerson): string => `${person.account ?? `${person.key}.seat`}@demo.plenary.example`
