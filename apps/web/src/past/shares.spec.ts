import { sharesOf } from './shares.ts'

const share = (name: string | null, characters: number) => ({
  __typename: 'AuthorShare' as const, characters, person: name === null ? null : { __typename: 'Person' as const, id: name, name },
})

test.each([
  [[share('Ana', 62), share('Ben', 38)], [['Ana', 62], ['Ben', 38]]],
  [[share('Ana', 998), share('Ben', 1), share('Cem', 1)], [['Ana', 98], ['Ben', 1], ['Cem', 1]]],
  [[share('Ana', 1), share('Ben', 1), share('Cem', 1)], [['Ana', 34], ['Ben', 33], ['Cem', 33]]],
  [[share(null, 5)], [[null, 100]]],
  [[share('Ana', 0)], []],
])('shares of a clause are whole percent of a hundred, and nobody who wrote is rounded away', (shares, expected) => {
  expect(sharesOf(shares).map(({ name, percent }) => [name, percent])).toEqual(expected)
})
