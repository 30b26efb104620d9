const droppedWithContent = 'script,style,template,iframe,object,embed,applet,meta,link,title,head,noscript,svg,math,form,input,button,select,textarea,video,audio,canvas'
const kept = new Set([
  'p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'strong', 'b', 'em', 'i', 'br', 'a',
  'blockquote', 'div', 'aside', 'code', 'span', 'cite', 'body', 'html',
])
const keptAttributes: Readonly<Record<string, readonly string[]>> = { td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan'], a: ['href', 'data-target'] }
// A copy from one of our own clauses carries what the schema reads; classes and data of others mean nothing here.
const ownAttributes = ['data-form', 'data-latex', 'data-framework', 'data-provision', 'data-bracket', 'data-option', 'data-proposer', 'data-target']
const ownClasses = new Set(['note', 'example', 'definition', 'term', 'requirement', 'formula', 'footnote', 'title'])
const safeHref = /^(?:https?:|mailto:|#)/i

const styleOf = (element: Element): string => element.getAttribute('style') ?? ''

/** Word writes bold and italic as styles of spans as well as tags. */
function readStyles(document: Document): void {
  for (const span of Array.from(document.querySelectorAll('span[style], font[style]'))) {
    const style = styleOf(span)
    const names = [/font-weight:\s*(?:bold|[6-9]00)/i.test(style) ? 'strong' : '', /font-style:\s*italic/i.test(style) ? 'em' : ''].filter(name => name !== '')
    for (const name of names) {
      const mark = document.createElement(name)
      mark.append(...Array.from(span.childNodes))
      span.append(mark)
    }
  }
  // Google Docs wraps all it copies in a bold element that says it is not bold.
  for (const wrapper of Array.from(document.querySelectorAll('b[style*="font-weight:normal"], b[style*="font-weight: normal"]'))) {
    wrapper.replaceWith(...Array.from(wrapper.childNodes))
  }
}

const wordLevel = (element: Element): number | null => {
  const found = /mso-list:\s*l\d+\s+level(\d)/i.exec(styleOf(element))
  return found === null ? null : Number(found[1])
}

/** Word copies a list as paragraphs that carry their level in a style and their sign in a part to ignore. */
function wordLists(document: Document): void {
  const open: { level: number; list: Element }[] = []
  let previous: Element | null = null
  for (const paragraph of Array.from(document.querySelectorAll('p'))) {
    const level = wordLevel(paragraph)
    if (level === null) continue
    if (previous === null || paragraph.previousElementSibling !== previous) open.length = 0
    const sign = Array.from(paragraph.querySelectorAll('span')).find(span => /mso-list:\s*Ignore/i.test(styleOf(span)))
    const isOrdered = /[0-9a-z]+[.)]/i.test(sign?.textContent ?? '')
    sign?.remove()
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > level) open.pop()
    if ((open.at(-1)?.level ?? 0) < level) {
      const list = document.createElement(isOrdered ? 'ol' : 'ul')
      const parent = open.at(-1)?.list.lastElementChild
      if (parent === undefined || parent === null) paragraph.before(list)
      else parent.append(list)
      open.push({ level, list })
    }
    const item = document.createElement('li')
    const inner = document.createElement('p')
    inner.append(...Array.from(paragraph.childNodes))
    item.append(inner)
    open.at(-1)?.list.append(item)
    paragraph.remove()
    previous = open[0]?.list ?? null
  }
}

function cleanElement(element: Element): void {
  const name = element.localName
  if (!kept.has(name)) {
    element.replaceWith(...Array.from(element.childNodes))
    return
  }
  const classes = Array.from(element.classList).filter(one => ownClasses.has(one))
  for (const attribute of Array.from(element.attributes)) {
    const allowed = (keptAttributes[name] ?? []).includes(attribute.name) || ownAttributes.includes(attribute.name)
    if (!allowed) element.removeAttribute(attribute.name)
  }
  if (classes.length > 0) element.className = classes.join(' ')
  if (name === 'a' && !safeHref.test((element.getAttribute('href') ?? '').trim())) element.removeAttribute('href')
}

/**
 * HTML from the clipboard with its structure kept (headings, paragraphs, lists, tables, strong, emphasis, links to the web)
 * and everything else dropped: scripts, handlers, styles, addresses that run something, the marks of Word.
 */
export function cleanHtml(html: string): string {
  // Parsed into a document of its own, where nothing is loaded and nothing runs.
  const document = new DOMParser().parseFromString(html, 'text/html')
  const body = document.body
  for (const element of Array.from(body.querySelectorAll(droppedWithContent))) element.remove()
  const comments = document.createNodeIterator(body, NodeFilter.SHOW_COMMENT)
  for (let comment = comments.nextNode(); comment !== null; comment = comments.nextNode()) (comment as Comment).remove()
  readStyles(document)
  wordLists(document)
  for (const element of Array.from(body.querySelectorAll('*'))) cleanElement(element)
  return body.innerHTML
}
