// Numbers of variable length and the byte strings made of them, as lib0 writes them.

export function varUint(number) {
  const bytes = []
  for (let rest = number; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest])
    bytes.push((rest & 127) | 128)
  }
}

export const varBytes = bytes => Buffer.concat([varUint(bytes.length), bytes])

/** The number that begins at `at`, and where it ends. */
export function readVarUint(bytes, at) {
  let number = 0
  for (let factor = 1, next = at; ; factor *= 128) {
    const byte = bytes[next++]
    number += (byte & 127) * factor
    if (byte < 128) return [number, next]
  }
}
