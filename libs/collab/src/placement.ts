import type { Id, Piece, Section } from './update.ts'

/** How far each client is known, before an update is placed. */
export type ClockOf = (client: number) => number

/** Called for each piece that is new, once everything it needs has been placed. `have`: the clocks of its client that were there before it. */
export type OnPlaced = (client: number, piece: Piece, have: number) => void

/** The same for what one client wrote, as nearly every update is: it can only wait for what is there or for its own earlier words. */
function placeOne({ client, pieces }: Section, clockOf: ClockOf, onPlaced: OnPlaced | null): boolean {
  let placed = clockOf(client)
  for (const piece of pieces) {
    const { clock, length, needs } = piece
    if (clock + length <= placed) continue
    for (const need of needs) if (need.clock >= (need.client === client ? Math.min(clock, placed) : clockOf(need.client))) return false
    onPlaced?.(client, piece, placed)
    placed = Math.max(placed, clock + length)
  }
  return true
}

/**
 * Whether every new struct can be placed, one after the other, from what is there: the way Yjs integrates an update, without doing it.
 * Two structs that wait for each other would stay pending in every copy of the text for ever.
 */
export function place(sections: readonly Section[], clockOf: ClockOf, onPlaced: OnPlaced | null = null): boolean {
  if (sections.length === 1) return placeOne(sections[0]!, clockOf, onPlaced)
  const byClient = new Map(sections.map(section => [section.client, { pieces: section.pieces, next: 0, placed: clockOf(section.client) }]))
  const placedOf = (client: number): number => byClient.get(client)?.placed ?? clockOf(client)
  const missingOf = (client: number, piece: Piece): Id | undefined =>
    piece.needs.find(need => need.clock >= (need.client === client ? Math.min(piece.clock, placedOf(client)) : placedOf(need.client)))
  for (const start of byClient.keys()) {
    // Each client on the stack is read only until the one below it can go on.
    const waiting = [{ client: start, until: Number.POSITIVE_INFINITY }]
    const onStack = new Set([start])
    while (waiting.length > 0) {
      const { client, until } = waiting[waiting.length - 1]!
      const line = byClient.get(client)!
      const piece = line.placed > until ? undefined : line.pieces[line.next]
      const isThere = piece !== undefined && piece.clock + piece.length <= line.placed
      const missing = piece === undefined || isThere ? undefined : missingOf(client, piece)
      if (missing !== undefined) {
        if (onStack.has(missing.client) || !byClient.has(missing.client)) return false
        waiting.push({ client: missing.client, until: missing.clock })
        onStack.add(missing.client)
      } else if (piece === undefined) {
        if (until !== Number.POSITIVE_INFINITY && line.placed <= until) return false
        waiting.pop()
        onStack.delete(client)
      } else {
        if (!isThere) onPlaced?.(client, piece, line.placed)
        line.next++
        line.placed = Math.max(line.placed, piece.clock + piece.length)
      }
    }
  }
  return true
}
