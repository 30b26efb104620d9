import balance from './balance.json' with { type: 'json' }
import review from './systematic-review.json' with { type: 'json' }

/** Decision lists that several rules share. A rule names the method instead of repeating the steps. */
const shared = new Map<string, readonly unknown[]>([['balance', balance.steps], ['systematic-review', review.steps]])

/** The steps of a method. A rule whose method has none decides by its last word alone. */
export const stepsOf = (method: string): readonly unknown[] => shared.get(method) ?? []
