import { useNavigate } from '@tanstack/react-router'
import { useKeys } from '../ui/keys.ts'

// The regions of a page, in reading order; a page has those it has.
const regions = 'header, nav[aria-label], main, aside, [data-region], footer'

function goToRegion(step: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>(regions)].filter(
    one => one.offsetParent !== null && !one.parentElement?.closest('nav[aria-label], header'),
  )
  if (all.length === 0) return
  const here = all.findLastIndex(one => one.contains(document.activeElement))
  const next = all[(here + step + all.length) % all.length]
  if (next === undefined) return
  if (!next.hasAttribute('tabindex')) next.tabIndex = -1
  next.focus()
}

/** The keys that work on every screen. */
export function useGlobalKeys(open: { readonly palette: () => void; readonly help: () => void }): void {
  const navigate = useNavigate()
  useKeys({
    'Control+k': open.palette,
    '?': open.help,
    'g i': () => void navigate({ to: '/inbox' }),
    'g d': () => void navigate({ to: '/drafts' }),
    'g b': () => void navigate({ to: '/ballots' }),
    'g c': () => void navigate({ to: '/calendar' }),
    F6: () => goToRegion(1),
    'Shift+F6': () => goToRegion(-1),
  })
}
