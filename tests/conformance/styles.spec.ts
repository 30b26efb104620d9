import { files, read } from './sources.ts'

const sheets = files.filter(file => file.startsWith('apps/web/') && file.endsWith('.css'))

/** Properties and values that name a side of the screen instead of a side of the text. */
const physical = /(^|[;{\s])((margin|padding|border|scroll-margin|scroll-padding)-(left|right)(-[a-z]+)?|left|right|border-(top|bottom)-(left|right)-radius)\s*:|(text-align|float|clear)\s*:\s*(left|right)\b/

test('style sheets name sides of the text, so that a right-to-left page needs no rework', () => {
  expect(sheets.length).toBeGreaterThan(0)
  const found = sheets.flatMap(file => read(file).replace(/\/\*[\s\S]*?\*\//g, comment => comment.replace(/[^\n]/g, ' '))
    .split('\n').flatMap((line, i) => physical.test(line) ? [`${file}:${i + 1} ${line.trim()}`] : []))
  expect(found).toEqual([])
})

test('components do not set physical sides in their style attribute either', () => {
  const found = files.filter(file => /^apps\/web\/src\/.*\.tsx$/.test(file))
    .flatMap(file => read(file).split('\n').flatMap((line, i) => /\b(margin|padding|border)(Left|Right)\b\s*:/.test(line) ? [`${file}:${i + 1} ${line.trim()}`] : []))
  expect(found).toEqual([])
})
