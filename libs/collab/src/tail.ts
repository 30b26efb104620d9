const FIRST_BYTES = 1_024
const LARGE = 16 * 1_024

/** Whether bytes are nearly all of the memory they lie in, so that keeping them keeps nothing else. */
export const ownsItsMemory = (bytes: Uint8Array): boolean => bytes.length > LARGE && bytes.length > 0.9 * bytes.buffer.byteLength

/**
 * Updates one after the other in one piece of memory that grows. A text keeps thousands of them; an object for each would be
 * what the garbage collector is busy with all day.
 */
export class Tail {
  private memory: Uint8Array = new Uint8Array()
  private ends: number[] = []

  get length(): number { return this.ends.length }
  get bytes(): number { return this.ends.at(-1) ?? 0 }

  /** A large first update is kept where it lies; any other is copied. */
  add(update: Uint8Array): void {
    if (this.memory.length === 0 && ownsItsMemory(update)) this.memory = update
    const end = this.bytes + update.length
    if (end > this.memory.length) this.grow(end)
    if (this.memory !== update) this.memory.set(update, end - update.length)
    this.ends.push(end)
  }

  private grow(needed: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(FIRST_BYTES, needed, Math.min(this.memory.length * 2, this.memory.length + 4 * 1024 * 1024)))
    larger.set(this.memory.subarray(0, this.bytes))
    this.memory = larger
  }

  /** Views of the updates: good until the next is added or taken away. */
  updates(): Uint8Array[] {
    return this.ends.map((end, i) => this.memory.subarray(this.ends[i - 1] ?? 0, end))
  }

  /** Takes the first `count` away. */
  drop(count: number): void {
    const from = this.ends[count - 1] ?? 0
    const kept = Uint8Array.prototype.slice.call(this.memory, from, this.bytes)
    this.ends = this.ends.slice(count).map(end => end - from)
    this.memory = kept
  }
}
