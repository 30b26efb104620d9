/** @jest-environment jsdom */
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { rulebookOf, type Rulebook } from '@plenary/process'
import { createMemoryHistory, createRootRoute, createRouter, RouterContextProvider } from '@tanstack/react-router'
import { render, screen } from '@testing-library/react'
import { countsOf, totalOf } from './counts.ts'
import { boxHeight, boxWidth, drawingOf } from './drawing.ts'
import { figuresOf, fullestGate, movesMade } from './figures.ts'
import { Flow } from './Flow.tsx'
import { lanesOf } from './lanes.ts'

const book = rulebookOf('harmonization')!
const router = createRouter({ routeTree: createRootRoute(), history: createMemoryHistory() })

beforeAll(() => i18n.loadAndActivate({ locale: 'en', messages: {} }))

/** The rulebook with one more stage between two others. */
const withStage = (code: string): Rulebook => ({
  ...book,
  stages: [...book.stages, { ...book.stages[2]!, code, title: 'Translation' }],
  moves: [...book.moves, { ...book.moves[2]!, to: code, gates: [] }, { ...book.moves[2]!, from: code, gates: [] }],
})

const show = (one: Rulebook, counts: Readonly<Record<string, number>>): void => {
  render(
    <I18nProvider i18n={i18n}>
      <RouterContextProvider router={router}>
        <Flow book={one} counts={new Map(Object.entries(counts))} />
      </RouterContextProvider>
    </I18nProvider>,
  )
}

test('(R3) the picture is the machine: a stage added to a rulebook has its box, its count and its link', () => {
  show(withStage('translation-2'), { drafting: 4, 'translation-2': 3 })
  const box = screen.getByRole('link', { name: /translation-2.*3 drafts.*Translation/ })
  expect(box.getAttribute('href')).toBe('/drafts?rulebook=harmonization&stage=translation-2')
  expect(screen.getByRole('link', { name: /4 drafts.*Drafting/ }).getAttribute('href')).toBe('/drafts?rulebook=harmonization&stage=drafting')
  expect(screen.getAllByRole('link')).toHaveLength(8)
})

test.each(['harmonization', 'iso', 'w3c', 'codex', 'eu', 'itu-t-tap'])(
  '(R3) every stage of %s is one box apart from the others, and every move one line between its boxes',
  id => {
    const one = rulebookOf(id)!
    const { boxes, arrows, width, height } = drawingOf(one)
    expect(boxes.map(box => box.code).sort()).toEqual(one.stages.map(stage => stage.code).sort())
    expect(new Set(boxes.map(({ x, y }) => `${x} ${y}`)).size).toBe(boxes.length)
    expect(boxes.every(({ x, y }) => x + boxWidth <= width && y + boxHeight <= height)).toBe(true)
    expect(arrows.map(({ from, to }) => `${from} ${to}`)).toEqual(one.moves.map(({ from, to }) => `${from} ${to}`))
    expect(arrows.every(({ path }) => /^M[\d.]+ [\d.]+(L[\d.]+ [\d.]+(Q[\d.]+ [\d.]+ [\d.]+ [\d.]+)?)+$/.test(path))).toBe(true)
  },
)

test('counts belong to one rulebook', () => {
  const answer = [
    { __typename: 'StageCount' as const, rulebook: 'iso', stage: '40.20', drafts: 2 },
    { __typename: 'StageCount' as const, rulebook: 'ich', stage: 'Step 1', drafts: 1 },
    { __typename: 'StageCount' as const, rulebook: 'iso', stage: '20.20', drafts: 5 },
  ]
  expect([...countsOf(answer, 'iso')]).toEqual([
    ['40.20', 2],
    ['20.20', 5],
  ])
  expect([totalOf(answer, 'iso'), totalOf(answer, 'w3c')]).toEqual([7, 0])
})

test('(R3) the picture says what is late, what waits at a gate and how often a line was gone', () => {
  const answer = {
    of: 3, partial: false,
    stages: [{ __typename: 'StageFlow' as const, stage: 'drafting', late: 1, medianDays: 118 }, { __typename: 'StageFlow' as const, stage: 'issue', late: 0, medianDays: 41 }],
    moves: [
      { __typename: 'MoveFlow' as const, from: 'drafting', to: 'negotiation', made: 8, waiting: 2, missing: { __typename: 'MostMissing' as const, title: 'Text complete and valid', drafts: 2 } },
      { __typename: 'MoveFlow' as const, from: 'negotiation', to: 'drafting', made: 9, waiting: 0, missing: null },
    ],
  }
  expect(fullestGate(answer)).toMatchObject({ to: 'negotiation', waiting: 2 })
  expect(fullestGate({ ...answer, moves: answer.moves.slice(1) })).toBeNull()
  expect(movesMade(answer, (from, to) => book.moves.find(move => move.from === from && move.to === to)?.kind)).toEqual({ on: 8, back: 9 })
  render(
    <I18nProvider i18n={i18n}>
      <RouterContextProvider router={router}>
        <Flow book={book} counts={new Map([['drafting', 3]])} figures={figuresOf(answer)} />
      </RouterContextProvider>
    </I18nProvider>,
  )
  expect(screen.getByRole('link', { name: /3 drafts.*Drafting.*1 late.*2 wait/ })).toBeDefined()
  expect(screen.getByRole('link', { name: /Issue identification.*41 days/ })).toBeDefined()
})

test('lines that share a lane lead to the same place; others never meet in one', () => {
  const { laneOf, count } = lanesOf([{ key: 'a', from: 0, to: 10 }, { key: 'b', from: 5, to: 30 }, { key: 'a', from: 2, to: 12 }, { key: 'c', from: 13, to: 20 }])
  expect(count).toBe(2)
  expect([laneOf.get('a'), laneOf.get('c'), laneOf.get('b')]).toEqual([0, 0, 1])
})
