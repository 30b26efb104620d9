// Runs the specs of a pure library in the process that has them loaded, so that a mutant costs its tests and not a start of Jest.
import { register } from 'node:module'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'
import { DryRunStatus, determineHitLimitReached, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner'
import { expect } from 'expect'
import fc from 'fast-check'
import { bind } from 'jest-each'

const namespace = () => (globalThis.__stryker__ ??= {})

/** The tests as they were written, in order. */
class Book {
  tests = []
  suites = []

  constructor() {
    const test = (name, work) => {
      this.tests.push({ id: [...this.suites.map(suite => suite.name), `${name} #${this.tests.length}`].join(' › '), work, suites: [...this.suites] })
    }
    const describe = (name, body) => {
      this.suites.push({ name, before: [], started: false })
      body()
      this.suites.pop()
    }
    const hook = kind => work => {
      const suite = this.suites.at(-1)
      if (suite === undefined) throw new Error(`${kind} stands outside of a suite, which this runner does not know.`)
      suite.before.push(work)
    }
    test.each = bind(test)
    describe.each = bind(describe)
    Object.assign(globalThis, { test, it: test, describe, expect, beforeAll: hook('beforeAll') })
  }
}

class PlainRunner {
  book = null
  spent = new Map()

  capabilities() { return { reloadEnvironment: false } }

  async init() {
    register(pathToFileURL(join(import.meta.dirname, 'loader.mjs')))
    // A counterexample is enough to kill a mutant; it need not be made smaller.
    fc.configureGlobal({ seed: 20_261_127, endOnFailure: true })
  }

  async dryRun() {
    const result = await this.run(null)
    return result.status === DryRunStatus.Complete ? { ...result, mutantCoverage: namespace().mutantCoverage } : result
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    const ns = namespace()
    // Before the specs are loaded, so that a mutant of what is computed once is seen too.
    Object.assign(ns, { activeMutant: activeMutant.id, hitCount: hitLimit === undefined ? undefined : 0, hitLimit })
    const result = await this.run(testFilter ?? null)
    ns.activeMutant = undefined
    return toMutantRunResult(result, false)
  }

  async load() {
    if (this.book !== null) return
    this.book = new Book()
    const lib = process.env.PLENARY_MUTATED
    const specs = readdirSync(join(process.cwd(), 'libs', lib, 'src'), { recursive: true }).filter(file => file.endsWith('.spec.ts')).sort()
    for (const spec of specs) {
      this.book.suites = [{ name: spec, before: [], started: false }]
      await import(pathToFileURL(join(process.cwd(), 'libs', lib, 'src', spec)))
    }
    this.book.suites = []
  }

  async run(filter) {
    const ns = namespace()
    const tests = []
    try {
      await this.load()
    } catch (error) {
      return { status: DryRunStatus.Error, errorMessage: String(error?.stack ?? error) }
    }
    const wanted = filter === null ? this.book.tests : this.book.tests.filter(test => filter.includes(test.id)).sort((a, b) => (this.spent.get(a.id) ?? 0) - (this.spent.get(b.id) ?? 0))
    for (const { id, work, suites } of wanted) {
      ns.currentTestId = id
      const started = performance.now()
      let failure = null
      try {
        for (const suite of suites) {
          if (!suite.started) for (const before of suite.before) await before()
          suite.started = true
        }
        await work()
      } catch (error) {
        failure = String(error?.message ?? error)
      }
      ns.currentTestId = undefined
      const timeSpentMs = performance.now() - started
      if (filter === null) this.spent.set(id, timeSpentMs)
      tests.push(failure === null ? { id, name: id, timeSpentMs, status: TestStatus.Success } : { id, name: id, timeSpentMs, status: TestStatus.Failed, failureMessage: failure })
      const reached = determineHitLimitReached(ns.hitCount, ns.hitLimit)
      if (reached) return reached
      if (failure !== null && filter !== null) break
    }
    return { status: DryRunStatus.Complete, tests }
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'plain', PlainRunner)]
