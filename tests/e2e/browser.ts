import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--disable-dev-shm-usage', '--font-render-hinting=none',
]

/** A real Chromium. `tools/test.mjs` finds or installs it and names it in CHROMIUM_PATH. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args: flags })
}

export interface PersonWishes {
  readonly width?: number
  readonly height?: number
  readonly theme?: 'light' | 'dark'
}

/** A person at a browser of their own: own cookies, own storage. Faults on the page are collected and fail `expectNoFaults`. */
export class Person {
  private constructor(readonly name: string, readonly context: BrowserContext, readonly page: Page, private readonly url: string) {}

  readonly faults: string[] = []

  static async sit(browser: Browser, url: string, name: string, wishes: PersonWishes = {}): Promise<Person> {
    const context = await browser.newContext({ viewport: { width: wishes.width ?? 1440, height: wishes.height ?? 900 }, colorScheme: wishes.theme ?? 'light', reducedMotion: 'reduce' })
    context.setDefaultTimeout(20_000)
    const page = await context.newPage()
    const person = new Person(name, context, page, url)
    page.on('pageerror', error => person.faults.push(String(error)))
    page.on('console', message => { if (message.type() === 'error' && !/ERR_|Failed to load resource/.test(message.text())) person.faults.push(message.text()) })
    return person
  }

  open(path: string): Promise<unknown> { return this.page.goto(this.url + path, { waitUntil: 'domcontentloaded' }) }

  async signIn(email: string, password: string): Promise<void> {
    await this.open('/sign-in')
    await this.page.getByLabel('E-mail').fill(email)
    await this.page.getByLabel('Password', { exact: true }).fill(password)
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await this.page.waitForURL(url => !url.pathname.startsWith('/sign-in'))
  }

  /** Asks the API as this person. Throws on faults, not on refusals. */
  async ask<T = Record<string, unknown>>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const response = await this.context.request.post(`${this.url}/graphql`, { data: { query, variables }, headers: { origin: this.url } })
    const answer = await response.json() as { data?: T; errors?: { message: string }[] }
    if (answer.errors) throw new Error(answer.errors.map(error => error.message).join('; '))
    return answer.data as T
  }

  expectNoFaults(): void {
    if (this.faults.length > 0) throw new Error(`${this.name} saw faults:\n${this.faults.join('\n')}`)
  }

  leave(): Promise<void> { return this.context.close() }
}
