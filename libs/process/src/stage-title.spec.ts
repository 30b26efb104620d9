import { stageTitle } from './stage-title.ts'

test.each([
  ['iso', '2022', '40.20', 'Draft standard ballot'],
  ['iso', '2022', '99.99', '99.99'],
  ['iso', '1066', '40.20', '40.20'],
  ['other', '1', '40.20', '40.20'],
])('[process-201] under %s in the edition %s the stage %s is called %s', (rulebook, rulebookEdition, code, title) => {
  expect(stageTitle({ rulebook, rulebookEdition }, code)).toBe(title)
})
