const signs = {
  comment: { tone: '', drawing: <path d="M1.2 1.7h9.6v6.6H6.4L3.6 11V8.3H1.2Z" fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinejoin="round" /> },
  objection: { tone: 'c-del', drawing: <path d="m2 2 8 8m0-8-8 8" fill="none" stroke="currentColor" strokeWidth="1.8" /> },
  changed: { tone: 'c-acc', drawing: <circle cx="6" cy="6" r="3.6" fill="currentColor" /> },
  gap: { tone: 'c-due', drawing: <path d="M1.5 6h1.8m2.2 0h1.8m2.2 0h1.3M2 2h8M2 10h8" fill="none" stroke="currentColor" strokeWidth="1.5" /> },
} as const

export type SignName = keyof typeof signs

/** The sign of a kind of note. It never stands without the word: `words` says it to those who do not see it. */
export function Sign({ name, words }: { readonly name: SignName; readonly words?: string }) {
  const { tone, drawing } = signs[name]
  return (
    <>
      <svg className={`mk ${tone}`} viewBox="0 0 12 12" aria-hidden="true" focusable="false">{drawing}</svg>
      {words !== undefined && <span className="vh">{words}</span>}
    </>
  )
}
