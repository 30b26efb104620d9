const paths = {
  ok: <path d="m1.5 6.5 3 3 6-7" fill="none" stroke="currentColor" strokeWidth="1.7" />,
  cross: <path d="m2 2 8 8m0-8-8 8" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  dash: <path d="M2 6h8" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  clock: (
    <>
      <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path d="M6 3v3.2l2 1.3" fill="none" stroke="currentColor" strokeWidth="1.3" />
    </>
  ),
  ring: <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.4" />,
  go: <path d="M1 6h9.5M7 2.5 10.5 6 7 9.5" fill="none" stroke="currentColor" strokeWidth="1.4" />,
} as const

/** A small sign that stands before a word, never instead of one. */
export function Icon({ name, flip = false }: { readonly name: keyof typeof paths; readonly flip?: boolean }) {
  return (
    <svg className={flip ? 'mk flip' : 'mk'} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      {paths[name]}
    </svg>
  )
}

/** The mark of the product: three stations of the stage rail. */
export function Logo() {
  return (
    <svg viewBox="0 0 30 12" aria-hidden="true" focusable="false">
      <path d="M0 6h30" stroke="currentColor" strokeWidth="1.3" />
      <circle cx="3.5" cy="6" r="3" fill="currentColor" />
      <circle className="logo-end" cx="26.5" cy="6" r="2.4" strokeWidth="1.3" />
      <circle className="logo-ring" cx="15" cy="6" r="5" strokeWidth="1.6" />
      <circle className="logo-core" cx="15" cy="6" r="2.2" />
    </svg>
  )
}
