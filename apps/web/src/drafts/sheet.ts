/** A clause as it stands on the sheet. */
export interface Row {
  readonly id: string
  readonly html: string
}

const parse = (html: string): HTMLElement | null => {
  const template = document.createElement('template')
  template.innerHTML = html
  return template.content.firstElementChild as HTMLElement | null
}

const sameChildren = (a: Element, b: Element): boolean => {
  if (a.childNodes.length !== b.childNodes.length || a.className !== b.className) return false
  return Array.from(a.childNodes).every((child, at) => child.isEqualNode(b.childNodes[at] ?? null))
}

/** Gives an element the children of another; those that are equal at its beginning and its end stay, and with them what is selected in them. */
function replaceWhatDiffers(shown: Element, wanted: Element): void {
  const [before, after] = [Array.from(shown.childNodes), Array.from(wanted.childNodes)]
  while (before.length > 0 && after.length > 0 && before[0]!.isEqualNode(after[0]!)) {
    before.shift()
    after.shift()
  }
  let rest: ChildNode | null = null
  while (before.length > 0 && after.length > 0 && before.at(-1)!.isEqualNode(after.at(-1)!)) {
    rest = before.pop() ?? null
    after.pop()
  }
  for (const child of before) child.remove()
  for (const child of after) shown.insertBefore(child, rest)
}

const opensGroup = '.clause-part, .clause-chapter, .clause-section, .clause-article, .clause-annex, .clause-clause[data-depth="0"]'
// A run without headings (recitals) is cut here, so that no group grows with the text.
const groupAtMost = 24

/**
 * The clauses on the sheet, one element each, kept outside React: a keystroke in a text of 3,000 clauses touches one of them.
 * A clause keeps its element as long as it lives, so focus, notes and the reader's place survive whatever others write.
 * Clauses stand in groups, an article with its paragraphs: one grid of thousands of rows would be laid out anew at every key.
 */
export class Sheet {
  readonly #desk: HTMLElement
  readonly #rows = new Map<string, HTMLElement>()
  readonly #shown = new Map<string, string>()
  readonly #hosts = new Map<string, HTMLElement>()
  readonly #held = new Set<string>()

  constructor(desk: HTMLElement) {
    this.#desk = desk
  }

  get ids(): string[] { return [...this.#rows.keys()] }

  row(clauseId: string): HTMLElement | undefined { return this.#rows.get(clauseId) }

  /**
   * Takes over the clauses of a rendered text: those already in the page as they are, or from a string. A clause that is on the sheet
   * and reads the same keeps its element, so the whole text may follow its beginning without a flicker.
   */
  adopt(text: Element | string): void {
    const source = typeof text === 'string' ? parse(text) : text
    if (source === null) return
    for (const clause of Array.from(source.querySelectorAll<HTMLElement>('[data-clause]'))) {
      const id = clause.dataset['clause'] ?? ''
      const row = this.#rows.get(id)
      this.#rows.delete(id)
      this.#rows.set(id, row !== undefined && row !== clause && sameChildren(row, clause) ? row : clause)
      if (row !== undefined && this.#rows.get(id) !== row) row.remove()
    }
    this.#group()
  }

  /** Takes in clauses that are not on the sheet yet, parsed in one go; they take their places with the next `arrange`. */
  add(rows: readonly Row[]): void {
    if (rows.length === 0) return
    const template = document.createElement('template')
    template.innerHTML = rows.map(({ html }) => html).join('')
    const fresh = Array.from(template.content.children) as HTMLElement[]
    // One clause is one element; were it ever not so, each finds its own the slow way.
    if (fresh.length !== rows.length) return rows.forEach(row => void this.show(row))
    rows.forEach(({ id, html }, at) => {
      const row = fresh[at]
      if (row === undefined) return
      this.#shown.set(id, html)
      this.#rows.set(id, row)
    })
  }

  /**
   * Shows the clause anew if it reads differently. A clause that is being written in is left alone until it is let go;
   * a new one takes its place with the next `arrange`.
   */
  show({ id, html }: Row): boolean {
    if (this.#shown.get(id) === html || this.#held.has(id)) return false
    const fresh = parse(html)
    if (fresh === null) return false
    const first = !this.#shown.has(id)
    this.#shown.set(id, html)
    const row = this.#rows.get(id)
    if (row === undefined) {
      this.#rows.set(id, fresh)
      return true
    }
    if (first && sameChildren(row, fresh)) return false
    row.className = fresh.className
    replaceWhatDiffers(row, fresh)
    return true
  }

  /** Puts the clauses in this order and drops those that are not in it; each clause's notes go with it. */
  arrange(order: readonly { id: string; depth: number }[]): void {
    const wanted = new Set(order.map(({ id }) => id))
    for (const [id, row] of this.#rows) {
      if (wanted.has(id)) continue
      row.remove()
      this.#hosts.get(id)?.remove()
      this.#hosts.delete(id)
      this.#rows.delete(id)
      this.#shown.delete(id)
    }
    const rows = new Map<string, HTMLElement>()
    for (const { id, depth } of order) {
      const row = this.#rows.get(id)
      if (row === undefined) continue
      rows.set(id, row)
      row.dataset['depth'] = String(depth)
    }
    this.#rows.clear()
    for (const [id, row] of rows) this.#rows.set(id, row)
    this.#group()
  }

  /** Tells each clause its number, from which the labels of its requirements are made. */
  number(clauses: readonly { id: string; number: string }[]): void {
    for (const { id, number } of clauses) {
      const { style } = this.#rows.get(id) ?? {}
      const quoted = JSON.stringify(number)
      if (style !== undefined && style.getPropertyValue('--number') !== quoted) style.setProperty('--number', quoted)
    }
  }

  /** The place beside a clause for its notes, which spans the rows below it up to the next clause with notes. */
  hosts(spans: ReadonlyMap<string, number>): ReadonlyMap<string, HTMLElement> {
    for (const [id, host] of this.#hosts) {
      if (spans.has(id)) continue
      host.remove()
      this.#hosts.delete(id)
    }
    for (const [id, span] of spans) {
      const row = this.#rows.get(id)
      if (row === undefined) continue
      const host = this.#hosts.get(id) ?? document.createElement('div')
      host.className = 'note-g'
      host.style.setProperty('--r', 'auto')
      host.style.setProperty('--n', String(span))
      this.#hosts.set(id, host)
      if (row.nextSibling !== host) row.after(host)
    }
    return new Map(this.#hosts)
  }

  /**
   * Keeps the room beside a clause as high as it is now, whatever opens in it: text never moves for a note. What is higher lies over the notes
   * below it as long as it is open. Null lets all rooms go.
   */
  keep(clauseId: string | null): void {
    for (const host of this.#hosts.values()) delete host.dataset['kept']
    const host = clauseId === null ? undefined : this.#hosts.get(clauseId)
    if (host === undefined) return
    host.style.setProperty('--kept', `${host.offsetHeight}px`)
    host.dataset['kept'] = ''
  }

  /** About how many pixels a clause's notes have before they would push the text apart. */
  spaceBeside(clauseId: string): number {
    let space = 0
    for (let element = this.#rows.get(clauseId) ?? null; element !== null; element = element.nextElementSibling as HTMLElement | null) {
      const id = element.dataset['clause']
      if (id === undefined) continue
      if (id !== clauseId && this.#hosts.has(id)) break
      space += heightOf(element)
    }
    return space
  }

  /** Formulas that still show their source. */
  formulas(): HTMLElement[] {
    return Array.from(this.#desk.querySelectorAll<HTMLElement>('code.formula:not([data-drawn])'))
  }

  /** Marks the clauses that read differently than before. */
  mark(changed: (clauseId: string) => boolean): void {
    for (const [id, row] of this.#rows) {
      if (changed(id)) row.dataset['changed'] = ''
      else delete row.dataset['changed']
    }
  }

  /** Takes away what stands beside the clauses; the clauses stay. */
  clear(): void {
    for (const host of this.#hosts.values()) host.remove()
    this.#hosts.clear()
  }

  /** Lends the clause's element to an editor. Until it is given back nobody shows it anew. */
  hold(clauseId: string): HTMLElement | undefined {
    const row = this.#rows.get(clauseId)
    if (row !== undefined) this.#held.add(clauseId)
    return row
  }

  release(clauseId: string): void {
    this.#held.delete(clauseId)
    this.#shown.delete(clauseId)
  }

  /** The clause an element of the page belongs to. */
  clauseOf(node: Node | null): string | null {
    const element = node instanceof Element ? node : node?.parentElement ?? null
    return element?.closest<HTMLElement>('[data-clause]')?.dataset['clause'] ?? null
  }

  /** Puts rows and their notes into groups, in order, and moves only what stands elsewhere. */
  #group(): void {
    const groups = Array.from(this.#desk.children)
    let used = 0
    let group: Element | null = null
    let next: Element | null = null
    let size = 0
    let height = 0
    const put = (element: HTMLElement): void => {
      if (element === next) next = element.nextElementSibling
      else group?.insertBefore(element, next)
    }
    for (const [id, row] of this.#rows) {
      if (group === null || size >= groupAtMost || row.matches(opensGroup)) {
        while (next !== null) next = removed(next)
        foresee(group, height)
        height = 0
        group = groups[used] ?? this.#desk.appendChild(document.createElement('div'))
        group.className = 'rows'
        used += 1
        next = group.firstElementChild
        size = 0
      }
      size += 1
      height += heightOf(row)
      put(row)
      const host = this.#hosts.get(id)
      if (host !== undefined) put(host)
    }
    while (next !== null) next = removed(next)
    foresee(group, height)
    for (const rest of groups.slice(used)) rest.remove()
  }
}

// 68 characters a line of 28 px, as the sheet is set, and the space below: near enough that a jump over unseen groups lands where it should.
const heightOf = (row: Element): number => Math.ceil((row.textContent ?? '').length / 68) * 28 + 14

/** Tells the browser how high a group will be that it has not laid out yet; once laid out, it remembers the true height. */
function foresee(group: Element | null, height: number): void {
  if (group instanceof HTMLElement) group.style.containIntrinsicBlockSize = `auto ${height}px`
}

/** Takes an element out and gives the one after it. Rows that are wanted elsewhere are put there by name, wherever they were. */
function removed(element: Element): Element | null {
  const next = element.nextElementSibling
  element.remove()
  return next
}
