import { marks } from './Fortnight.tsx'

const notice = (verb: string, due: string | null, where: string) => ({
  id: where,
  verb,
  title: verb,
  why: '',
  due,
  zone: 'UTC',
  where,
  draft: null,
})
const ahead = (iso: string): number => Number(iso)

test('a late act stands on today, one without a deadline nowhere', () => {
  const found = marks({ needsYou: [notice('Vote', '-3', '/b/1'), notice('Reply', null, '/d/1')], calendar: [] }, ahead)
  expect(found).toEqual([{ at: 0, what: 'Vote', where: '/b/1' }])
})

test('a deadline that an act already names is not said twice', () => {
  const calendar = [
    { key: 'a', what: 'Ballot 3 closes', due: '4', where: '/b/3' },
    { key: 'b', what: 'Call closes', due: '6', where: '/d/2' },
  ]
  expect(marks({ needsYou: [notice('Vote', '4', '/b/3')], calendar }, ahead).map(mark => mark.what)).toEqual(['Vote', 'Call closes'])
})

test('what is past or beyond the fifteen days is left to the calendar', () => {
  const calendar = ['-1', '0', '14', '15'].map(due => ({ key: due, what: due, due, where: `/${due}` }))
  expect(marks({ needsYou: [], calendar }, ahead).map(mark => mark.at)).toEqual([0, 14])
})
