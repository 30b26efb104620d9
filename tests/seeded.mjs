// Stands in for fast-check under Jest: every run draws the same cases, so that a run that passed passes again on another machine.
// RANDOM_SEED draws others; whoever changes a property should try some.
import fc from '../node_modules/fast-check/lib/fast-check.js'

fc.configureGlobal({ seed: Number(process.env.RANDOM_SEED ?? 20_261_127) })

export * from '../node_modules/fast-check/lib/fast-check.js'
export default fc
