import { i18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'

// The source messages stay in the code and are compiled as they are shown: a string added yesterday can never appear as its bare key.
i18n.setMessagesCompiler(compileMessage)

/** Sets the language of the interface. English is the source; another language adds its catalogue here. */
export function speak(locale: 'en'): void {
  i18n.loadAndActivate({ locale, messages: {} })
  document.documentElement.lang = locale
}

/** The direction in which the interface runs; right to left can be chosen to check every screen before a right-to-left language exists. */
export type Direction = 'ltr' | 'rtl'

/** Sets and remembers the direction of the interface. */
export function run(direction: Direction): void {
  document.documentElement.dir = direction
  localStorage.setItem('plenary.direction', direction)
}
