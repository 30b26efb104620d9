import { soundPopulations, type Populations } from '../populations.ts'
import type { BallotRule } from '../rule.ts'
import { soundRule } from '../rule-reader.ts'
import ansi from './ansi.json' with { type: 'json' }
import cen from './cen.json' with { type: 'json' }
import codex from './codex.json' with { type: 'json' }
import eu from './eu.json' with { type: 'json' }
import generic from './generic.json' with { type: 'json' }
import ieee from './ieee.json' with { type: 'json' }
import ietf from './ietf.json' with { type: 'json' }
import imo from './imo.json' with { type: 'json' }
import iso from './iso.json' with { type: 'json' }
import itu from './itu.json' with { type: 'json' }
import oasis from './oasis.json' with { type: 'json' }
import oecd from './oecd.json' with { type: 'json' }
import populationData from './populations.json' with { type: 'json' }
import unece from './unece.json' with { type: 'json' }
import w3c from './w3c.json' with { type: 'json' }
import wg21 from './wg21.json' with { type: 'json' }

// A body's rules are one file, and one name in this list.
const files: readonly (readonly unknown[])[] = [ansi, cen, codex, eu, generic, ieee, ietf, imo, iso, itu, oasis, oecd, unece, w3c, wg21]

/** The counting rules of the house and of the bodies whose rulebooks it knows, by id. */
export const rules: Readonly<Record<string, BallotRule>> = Object.fromEntries(files.flat().map(soundRule).map(rule => [rule.id, rule]))

/** The rule with this id, or null. */
export const ruleOf = (id: string): BallotRule | null => (Object.hasOwn(rules, id) ? rules[id] as BallotRule : null)

/** The published populations that rules count by, by id. */
export const populations: Readonly<Record<string, Populations>> = Object.fromEntries(populationData.map(soundPopulations).map(figures => [figures.id, figures]))
