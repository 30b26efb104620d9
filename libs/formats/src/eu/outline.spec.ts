import { outlineOf, type Item } from './outline.ts'

const show = (item: Item): string => `${item.designation}${item.passages.length === 0 ? '' : `“${item.passages.join('|')}”`}${item.children.length === 0 ? '' : `[${item.children.map(show).join(' ')}]`}`
const read = (text: string): string => show(outlineOf(text))

const running: [string, string, string][] = [
  ['paragraphs', '1. One. 2. Two. 3. Three.', '[1“One.” 2“Two.” 3“Three.”]'],
  ['points after a colon', 'It lays down: (a) one; (b) two; and (c) three.', '“It lays down:”[a“one;” b“two; and” c“three.”]'],
  ['text after the last point', '1. Do: (a) one; (b) two. In addition, more. 2. Next.', '[1“Do:”[a“one;” b“two.” “In addition, more.”] 2“Next.”]'],
  ['a second list after the first', '1. Do: (a) one; (b) two. Also do: (a) three; (b) four. 2. Next.', '[1“Do:”[a“one;” b“two.” “Also do:”[a“three;” b“four.”]] 2“Next.”]'],
  ['sub-points and back', 'Do: (a) these: (i) x; (ii) y; (b) that.', '“Do:”[a“these:”[i“x;” ii“y;”] b“that.”]'],
  ['(i) as a letter after (h)', 'Do: (a) a; (b) b; (c) c; (d) d; (e) e; (f) f; (g) g; (h) h; (i) i; (j) j.', '“Do:”[a“a;” b“b;” c“c;” d“d;” e“e;” f“f;” g“g;” h“h;” i“i;” j“j.”]'],
  ['(i) as a roman number after (h) with a colon', 'Do: (a) a; (b) b; (c) c; (d) d; (e) e; (f) f; (g) g; (h) these: (i) x; (ii) y; (i) z.', '“Do:”[a“a;” b“b;” c“c;” d“d;” e“e;” f“f;” g“g;” h“these:”[i“x;” ii“y;”] i“z.”]'],
  ['points (a) and (b) in a sentence', '1. The products referred to in points (a) and (b), and point (c) of paragraph 1. 2. Next.', '[1“The products referred to in points (a) and (b), and point (c) of paragraph 1.” 2“Next.”]'],
  ['a paragraph that ends with a number', '1. As referred to in paragraph 1. 2. As in Article 5. 3. Next.', '[1“As referred to in paragraph 1.” 2“As in Article 5.” 3“Next.”]'],
  ['numbers of regulations', '1. Regulation (EU) 2016/679 and Regulation (EC) No 5. 2. Next.', '[1“Regulation (EU) 2016/679 and Regulation (EC) No 5.” 2“Next.”]'],
  ['quoted paragraphs', 'It is amended: (1) this is added: “3. Without prejudice. (a) x; 4. Y.” (2) that.', '“It is amended:”[1“this is added: “3. Without prejudice. (a) x; 4. Y.”” 2“that.”]'],
  ['a heading before the first paragraph', 'European Board 1. It is established. 2. It acts.', '“European Board”[1“It is established.” 2“It acts.”]'],
  ['an inserted paragraph', '1. One. 1a. Between. 2. Two.', '[1“One.” 1a“Between.” 2“Two.”]'],
]
test.each(running)('[formats-5] running text: %s', (_what, text, expected) => expect(read(text)).toBe(expected))

const lines: [string, string, string][] = [
  ['markers on their own lines', '1.   Do:\n(a)\none;\n(b)\ntwo.\nIn addition, more.\n', '[1“Do:”[a“one;” b“two.” “In addition, more.”]]'],
  ['a second paragraph inside a point', 'Do:\n(a)\none.\nThis is still (a);\n(b)\ntwo.\n', '“Do:”[a“one.|This is still (a);” b“two.”]'],
  ['lines broken inside a sentence', '1.   In the\nOfficial Journal\n. It applies (\nOJ L 1\n).\n', '[1“In the Official Journal. It applies (OJ L 1).”]'],
  ['markers inside a line', '1.   As referred to in point (a); (b) is none. 2. Neither.\n2.   Next.\n', '[1“As referred to in point (a); (b) is none. 2. Neither.” 2“Next.”]'],
  ['dashes', 'These:\n—\none,\n—\ntwo.\n', '“These:|one,,two.”'],
]
test.each(lines)('[formats-5] text with lines: %s', (_what, text, expected) => expect(read(text)).toBe(expected))

test('[formats-4] numbers that repeat or skip are kept as printed, with a doubt', () => {
  const doubts = (text: string): (string | null)[] => outlineOf(text).children.map(({ doubt }) => doubt)
  expect(doubts('It: (1) a; (1) b; (3) c.')).toEqual([null, 'The source prints (1) after (1), where (2) is expected.', null])
  expect(doubts('It: (a) a; (a) b; (b) c.')).toEqual([null, 'The source prints (a) after (a).', null])
  expect(doubts('1. A. 3. B.')).toEqual([null, 'The source prints 3. after 1., where 2. is expected.'])
})
