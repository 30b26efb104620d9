import { reviewOutcomes } from './outcomes.ts'

test('each outcome of a review says where the rulebook leads', () => {
  expect(reviewOutcomes('harmonization').map(({ code, title, leadsTo }) => [code, title, leadsTo])).toEqual([
    ['confirm', 'Confirm the text as it is', 'Implementation'],
    ['amend', 'Amend some clauses', 'Drafting'],
    ['revise', 'Revise the whole text', 'Stakeholder engagement'],
    ['withdraw', 'Withdraw the text', null],
  ])
})

test('a rulebook that is not known offers no outcome', () => {
  expect(reviewOutcomes('another')).toEqual([])
})
