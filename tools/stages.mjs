// Runs named stages one after the other, shows their time, and ends with one plain line.
import { say } from './progress.mjs'

const most = 30_000

function show(name, outcome, since) {
  const { passed, failed, skipped, words } = outcome
  const time = ((performance.now() - since) / 1000).toFixed(1)
  if (failed) say(words.length > most ? `${words.slice(0, most)}\n… (${words.length - most} more characters)` : words)
  for (const title of skipped) say(`  left out: ${title}`)
  say(`${failed ? '✗' : '✓'} ${name}: ${passed} passed, ${failed} failed${skipped.length ? `, ${skipped.length} left out` : ''} (${time} s)`)
}

async function outcomeOf(name, work) {
  const since = performance.now()
  const sign = setInterval(() => say(`  … ${name}, ${((performance.now() - since) / 1000).toFixed(0)} s`), 15_000)
  try {
    return await work()
  } catch (fault) {
    return { passed: 0, failed: 1, skipped: [], words: fault.message }
  } finally {
    clearInterval(sign)
  }
}

/** Runs all stages, also after a failure: one run tells everything. Returns whether all passed; the last line on stdout is the sum. */
export async function runStages(stages) {
  let [passed, failed] = [0, 0]
  for (const [name, work] of stages) {
    say(`▸ ${name}`)
    const since = performance.now()
    const outcome = await outcomeOf(name, work)
    passed += outcome.passed
    failed += outcome.failed
    show(name, outcome, since)
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  return failed === 0
}
