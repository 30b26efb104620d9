import { useRouter } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, MouseEvent } from 'react'

const servedByServer = /^\/(graphql|auth|uploads|collab|export|health|metrics|p|feeds)(\/|$)/

/** A link to a path that the server named. Paths of this application open without a reload; the server's own pages open as documents. */
export function Where({ to, onClick, ...rest }: { readonly to: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) {
  const router = useRouter()
  const open = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event)
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0
    if (event.defaultPrevented || elsewhere || !to.startsWith('/') || servedByServer.test(to)) return
    event.preventDefault()
    router.history.push(to)
  }
  return <a {...rest} href={to} onClick={open} />
}
