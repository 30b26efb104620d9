import type { Trace } from './replay.mjs'

export function readTrace(file: string): Trace
