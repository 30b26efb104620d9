/** Draws LaTeX as MathML into an element; what Temml does not understand stays source. Temml comes with the first formula. */
export async function drawFormula(target: HTMLElement, latex: string): Promise<void> {
  if (latex.trim() === '') return target.replaceChildren()
  const { default: temml } = await import('temml')
  target.replaceChildren()
  temml.render(latex, target, { displayMode: true, throwOnError: false })
}
