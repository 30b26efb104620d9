import { useEffect, useRef } from 'react'

const STORED = 'plenary.single-keys'

/** Whether single letters act (WCAG 2.1.4 asks that they can be switched off). */
export const singleKeys = (): boolean => localStorage.getItem(STORED) !== 'off'

/** Switches the single-letter keys on or off on this device. */
export function switchSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(STORED)
  else localStorage.setItem(STORED, 'off')
}

/** Whether the keyboard belongs to a field or a text just now. */
export function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select, [role=textbox]'))
}

/** Names a pressed key: `j`, `Shift+j`, `Control+k`. Meta counts as Control, as on a Mac. */
export function nameOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const letter = event.key.length === 1 && event.key.toLowerCase() !== event.key.toUpperCase()
  const marks = [
    event.ctrlKey || event.metaKey ? 'Control' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey && (letter || event.key.length > 1) ? 'Shift' : '',
  ]
  return [...marks.filter(Boolean), key].join('+')
}

/**
 * Binds keys for as long as a component is shown. `g i` is a sequence of two. Keys without Control, Alt or a function key
 * do nothing while somebody writes, while a dialog is open, or when single-letter keys are switched off.
 */
export function useKeys(bindings: Readonly<Record<string, (event: KeyboardEvent) => void>>): void {
  const live = useRef(bindings)
  useEffect(() => {
    live.current = bindings
  })
  useEffect(() => {
    let before = ''
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const key = nameOf(event)
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !/^(Shift\+)?F\d/.test(key)
      if (plain && (isWriting(event.target) || !singleKeys() || document.querySelector('dialog[open]') !== null)) return
      const act = live.current[`${before} ${key}`] ?? live.current[key]
      before = plain && key === 'g' ? 'g' : ''
      if (act === undefined) return
      event.preventDefault()
      act(event)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
