export { accept, refuse, refusal, type Accepted, type Missing, type Refusal, type Refused, type Result } from './result.ts'
export { isId, type Id } from './ids.ts'
