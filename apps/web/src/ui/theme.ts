import { useState } from 'react'

/** Light, dark, or as the device says. */
export type Theme = 'system' | 'light' | 'dark'

const stored = (): Theme => {
  const value = localStorage.getItem('plenary.theme')
  return value === 'light' || value === 'dark' ? value : 'system'
}

/** The chosen theme and how to choose another; remembered on this device. */
export function useTheme(): readonly [Theme, (next: Theme) => void] {
  const [theme, setTheme] = useState(stored)
  const choose = (next: Theme): void => {
    if (next === 'system') {
      localStorage.removeItem('plenary.theme')
      delete document.documentElement.dataset['theme']
    } else {
      localStorage.setItem('plenary.theme', next)
      document.documentElement.dataset['theme'] = next
    }
    setTheme(next)
  }
  return [theme, choose]
}
