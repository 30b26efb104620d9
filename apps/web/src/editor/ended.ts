import { t } from '@lingui/core/macro'
import { CLOSE } from '@plenary/collab/protocol'

/** Why the server closed the line for good, and what to do about it. */
export function endedWords(code: number): string {
  switch (code) {
    case CLOSE.signIn: return t`You are signed out. Sign in again to go on; what you wrote here stays on this device.`
    case CLOSE.forbidden: return t`You no longer have access to this text. Ask the secretary of the committee.`
    case CLOSE.missing: return t`This text does not exist any more.`
    case CLOSE.tooMuch: return t`Too much was sent at once. Reload the page to connect again; nothing is lost.`
    default: return t`The server ended the connection. Reload the page to connect again.`
  }
}
