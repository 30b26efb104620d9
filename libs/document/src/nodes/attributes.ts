import type { AttributeSpec, TagParseRule } from 'prosemirror-model'

/** The identity every block carries, and the block a split took it from. */
export const identity: Record<string, AttributeSpec> = { id: { default: null }, from: { default: null } }

interface Element { getAttribute(name: string): string | null }

/** Identity as DOM attributes; null is left out by the serializer. */
export const identityToDom = (attrs: Record<string, unknown>): Record<string, unknown> => ({
  'data-block': attrs['id'] ?? null,
  'data-from': attrs['from'] ?? null,
})

/** Reads identity back, with further attributes of the node by their DOM names. */
export function identityFromDom(names: Readonly<Record<string, string>> = {}): NonNullable<TagParseRule['getAttrs']> {
  return (element: Element) => {
    const attrs: Record<string, string | null> = {
      id: element.getAttribute('data-block'),
      from: element.getAttribute('data-from'),
    }
    for (const [attribute, domName] of Object.entries(names)) attrs[attribute] = element.getAttribute(domName)
    return attrs
  }
}
