import { escapeHtml } from './escape.ts'
import { blockId, blockText, type Block, type Mark } from './model.ts'
import { isSafeAddress } from './nodes/marks.ts'
import type { Label } from './numbering.ts'
import { verbPattern } from './verbal-forms.ts'

/** The footnotes met so far in a clause; rendering a call appends the note. */
export interface Footnotes { readonly prefix: string; readonly notes: string[] }

interface Context { readonly labels: ReadonlyMap<string, Label>; readonly anchorPrefix?: string }

const attribute = (block: Block, name: string): string => {
  const value = block.attrs?.[name]
  return value === undefined || value === null ? '' : String(value)
}

function identityOf(block: Block): string {
  const id = blockId(block)
  return id === null ? '' : ` data-block="${escapeHtml(id)}"`
}

function renderMark(html: string, mark: Mark): string {
  switch (mark.type) {
    case 'strong': return `<strong>${html}</strong>`
    case 'em': return `<em>${html}</em>`
    case 'link': {
      const href = mark.attrs?.['href']
      return isSafeAddress(href) ? `<a href="${escapeHtml(href)}" rel="noopener noreferrer nofollow">${html}</a>` : html
    }
    case 'bracket': {
      const data = (name: string): string => escapeHtml(String(mark.attrs?.[name] ?? ''))
      return `<span class="bracket" data-bracket="${data('group')}" data-option="${data('option')}">${html}</span>`
    }
    default: return html
  }
}

const emphasiseVerbs = (text: string): string =>
  text.split(verbPattern).map((part, at) => at % 2 === 1 ? `<strong class="verb">${escapeHtml(part)}</strong>` : escapeHtml(part)).join('')

function renderReference(node: Block, context: Context): string {
  const target = attribute(node, 'target')
  const label = context.labels.get(target)
  if (label === undefined) return '<span class="xref dangling">[missing reference]</span>'
  const words = label.label === '' ? '[clause without a number]' : label.label
  return `<a class="xref" href="#${escapeHtml(context.anchorPrefix ?? 'c-')}${escapeHtml(target)}">${escapeHtml(words)}</a>`
}

function renderFootnote(node: Block, footnotes: Footnotes): string {
  const number = footnotes.notes.length + 1
  const id = escapeHtml(`${footnotes.prefix}-${number}`)
  footnotes.notes.push(
    `<li id="fn-${id}" dir="auto">${escapeHtml(blockText(node))} <a href="#fnref-${id}" aria-label="Back to the text">↩</a></li>`,
  )
  return `<sup class="footnote-call"><a id="fnref-${id}" href="#fn-${id}" aria-label="Footnote ${number}">${number}</a></sup>`
}

function renderInline(node: Block, context: Context, footnotes: Footnotes, normative: boolean): string {
  switch (node.type) {
    case 'text': {
      const text = node.text ?? ''
      return (node.marks ?? []).reduceRight(renderMark, normative ? emphasiseVerbs(text) : escapeHtml(text))
    }
    case 'xref': return renderReference(node, context)
    case 'cite': {
      const words = [attribute(node, 'framework'), attribute(node, 'provision')].filter(part => part !== '').join(', ')
      return `<cite class="cite">${escapeHtml(words)}</cite>`
    }
    case 'footnote': return renderFootnote(node, footnotes)
    case 'line_break': return '<br>'
    default: return ''
  }
}

function renderTable(block: Block, context: Context, footnotes: Footnotes): string {
  const rows = (block.content ?? []).map((row, rowAt) => {
    const cells = (row.content ?? []).map(cell => {
      const span = ['colspan', 'rowspan'].map(name => {
        const value = Number(attribute(cell, name))
        return Number.isInteger(value) && value > 1 ? ` ${name}="${value}"` : ''
      }).join('')
      const inner = renderBlocks(cell.content ?? [], context, footnotes)
      if (cell.type !== 'table_header') return `<td${span}>${inner}</td>`
      return `<th scope="${rowAt === 0 ? 'col' : 'row'}"${span}>${inner}</th>`
    })
    return `<tr${identityOf(row)}>${cells.join('')}</tr>`
  })
  return `<table${identityOf(block)}><tbody>${rows.join('')}</tbody></table>`
}

const wrappers: Readonly<Record<string, readonly [string, string]>> = {
  note: ['aside', 'note'],
  example: ['aside', 'example'],
  definition: ['div', 'definition'],
  bullet_list: ['ul', ''],
  ordered_list: ['ol', ''],
  list_item: ['li', ''],
}

function renderBlock(block: Block, context: Context, footnotes: Footnotes): string {
  const inline = (normative: boolean): string =>
    (block.content ?? []).map(node => renderInline(node, context, footnotes, normative)).join('')
  const identity = identityOf(block)
  switch (block.type) {
    case 'heading_words': return inline(false)
    case 'title': return `<p class="title" dir="auto"${identity}>${inline(false)}</p>`
    case 'paragraph': return `<p dir="auto"${identity}>${inline(false)}</p>`
    case 'term': return `<p class="term" dir="auto"${identity}><dfn>${inline(false)}</dfn></p>`
    case 'requirement':
      return `<p class="requirement" data-form="${escapeHtml(attribute(block, 'form') || 'shall')}" dir="auto"${identity}>${inline(true)}</p>`
    case 'formula': return `<code class="formula"${identity}>${escapeHtml(attribute(block, 'latex'))}</code>`
    case 'table': return renderTable(block, context, footnotes)
  }
  const wrapper = wrappers[block.type]
  const inner = renderBlocks(block.content ?? [], context, footnotes)
  if (wrapper === undefined) return inner
  const [tag, name] = wrapper
  return `<${tag}${name === '' ? '' : ` class="${name}"`} dir="auto"${identity}>${inner}</${tag}>`
}

/** Blocks as HTML. A node the renderer does not know shows what it holds, never markup of its own. */
export const renderBlocks = (blocks: readonly Block[], context: Context, footnotes: Footnotes): string =>
  blocks.map(block => block.text === undefined ? renderBlock(block, context, footnotes) : escapeHtml(block.text)).join('')
