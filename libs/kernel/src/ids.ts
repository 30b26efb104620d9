declare const brand: unique symbol
/** An identifier that cannot be mistaken for that of another kind of thing. A UUID in lower case, made by whoever owns randomness. */
export type Id<Kind extends string> = string & { readonly [brand]?: Kind }

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** Whether a text is an identifier as Plenary makes them. */
export const isId = (text: string): boolean => uuid.test(text)
