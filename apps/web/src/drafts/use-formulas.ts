import { useEffect } from 'react'
import type { Desk } from './desk.ts'

/** Draws the formulas of the text for reading. What draws them comes with the first formula; until then its source is shown. */
export function useFormulas(desk: Desk | undefined, version: number, isReadable: boolean): void {
  useEffect(() => {
    const waiting = desk?.sheet.formulas() ?? []
    if (waiting.length === 0) return
    void import('../editor/formula.ts').then(async ({ drawFormula }) => {
      for (const element of waiting) {
        element.dataset['drawn'] = ''
        await drawFormula(element, element.textContent ?? '')
      }
    })
  }, [desk, version, isReadable])
}
