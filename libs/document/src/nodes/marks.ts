import type { MarkSpec } from 'prosemirror-model'

interface Element { getAttribute(name: string): string | null }

export const strong: MarkSpec = {
  parseDOM: [{ tag: 'strong' }, { tag: 'b' }],
  toDOM: () => ['strong', 0],
}

export const em: MarkSpec = {
  parseDOM: [{ tag: 'em' }, { tag: 'i' }],
  toDOM: () => ['em', 0],
}

const safeAddress = /^(https?:\/\/|mailto:)[^\s\u0000-\u001f]+$/i

/** Whether a link may lead there: the web and mail, nothing that runs. */
export const isSafeAddress = (address: unknown): address is string => typeof address === 'string' && safeAddress.test(address)

/** A link out of the text. An address that is not safe is shown as text and leads nowhere, whoever wrote it. */
export const link: MarkSpec = {
  attrs: { href: {} },
  inclusive: false,
  parseDOM: [{
    tag: 'a[href]',
    getAttrs: (element: Element) => {
      const href = element.getAttribute('href')
      return isSafeAddress(href) ? { href } : false
    },
  }],
  toDOM: mark => isSafeAddress(mark.attrs['href'])
    ? ['a', { href: mark.attrs['href'], rel: 'noopener noreferrer nofollow' }, 0]
    : ['span', 0],
}

/** One of several competing wordings. Brackets may stand inside brackets, so the mark does not exclude itself. */
export const bracket: MarkSpec = {
  attrs: { group: {}, option: {}, proposer: { default: null } },
  excludes: '',
  inclusive: false,
  parseDOM: [{
    tag: 'span[data-bracket]',
    getAttrs: (element: Element) => ({
      group: element.getAttribute('data-bracket'),
      option: element.getAttribute('data-option'),
      proposer: element.getAttribute('data-proposer'),
    }),
  }],
  toDOM: mark => ['span', {
    class: 'bracket',
    'data-bracket': mark.attrs['group'],
    'data-option': mark.attrs['option'],
    'data-proposer': mark.attrs['proposer'],
  }, 0],
}
