// Waits in classes of two per cent, from ten microseconds up.
const FINEST_MS = 0.01
const STEP = 1.02
const CLASSES = 1200

export class Histogram {
  #counts = new Uint32Array(CLASSES)
  count = 0

  add(ms) {
    this.count++
    const place = Math.round(Math.log(Math.max(ms, FINEST_MS) / FINEST_MS) / Math.log(STEP))
    this.#counts[Math.min(CLASSES - 1, place)]++
  }

  quantile(part) {
    let left = part * this.count
    const place = this.#counts.findIndex(count => (left -= count) <= 0)
    return Number((FINEST_MS * STEP ** place).toFixed(2))
  }
}

export function median(values) {
  const sorted = values.filter(value => value !== null && value !== undefined).sort((a, b) => a - b)
  return sorted.length === 0 ? null : sorted[sorted.length >> 1]
}
