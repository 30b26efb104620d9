import { gql } from './gql.ts'

test('a fragment that comes in twice stands in the document once', () => {
  const leaf = gql`fragment Leaf on Draft { id }`
  const branch = gql`
    fragment Branch on Draft { ...Leaf }
    ${leaf}
  `
  const text = String(gql`
    query Tree { draft { ...Leaf ...Branch } }
    ${branch}
    ${leaf}
  `)
  expect(text.match(/fragment Leaf/g)).toHaveLength(1)
  expect(text.match(/fragment Branch/g)).toHaveLength(1)
  expect(text).toContain('query Tree')
})
