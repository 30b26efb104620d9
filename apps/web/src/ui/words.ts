import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'

// The codes of the interface's contract, in the words of the product. A code that is not here is shown as it is.
const words: Readonly<Record<string, MessageDescriptor>> = {
  participating: msg`participating`,
  observing: msg`observing`,
  liaison: msg`liaison`,
  guest: msg`guest`,
  administrator: msg`administrator`,
  chair: msg`chair`,
  secretary: msg`secretary`,
  drafter: msg`drafter`,
  head: msg`head of delegation`,
  delegate: msg`delegate`,
  observer: msg`observer`,
  oversight: msg`oversight`,
  public: msg`public`,
  issue: msg`Issue identification`,
  engagement: msg`Stakeholder engagement`,
  drafting: msg`Drafting`,
  negotiation: msg`Negotiation`,
  adoption: msg`Adoption`,
  implementation: msg`Implementation`,
  review: msg`Review`,
  general: msg`general`,
  technical: msg`technical`,
  editorial: msg`editorial`,
  open: msg`open`,
  closed: msg`closed`,
  annulled: msg`annulled`,
  accepted: msg`Accepted`,
  'as-modified': msg`As modified`,
  rejected: msg`Rejected`,
  approved: msg`Approved`,
  adopted: msg`Adopted`,
  expired: msg`Expired`,
  inquorate: msg`Inquorate`,
  blocked: msg`Blocked`,
  see: msg`See another`,
  noted: msg`Noted`,
  deferred: msg`Deferred`,
  raised: msg`raised`,
  triaged: msg`triaged`,
  addressed: msg`answered`,
  acknowledged: msg`acknowledged`,
  retracted: msg`retracted`,
  lapsed: msg`lapsed`,
  resolved: msg`found resolved`,
  proceeds: msg`not in the way`,
  appealed: msg`under appeal`,
  upheld: msg`upheld on appeal`,
  withdrawn: msg`withdrawn`,
  sustained: msg`sustained`,
  overruled: msg`overruled on appeal`,
  substantive: msg`substantive`,
  procedural: msg`procedural`,
  'out-of-scope': msg`out of scope`,
  partly: msg`accepted in part`,
  'not-accepted': msg`not accepted`,
  dismissed: msg`dismissed`,
  broken: msg`silence broken`,
  consent: msg`consent`,
  objected: msg`objected`,
  consensus: msg`consensus`,
  'rough-consensus': msg`rough consensus`,
  'no-consensus': msg`no consensus`,
  'not-heard': msg`too few heard`,
  confirm: msg`Confirm`,
  amend: msg`Amend`,
  revise: msg`Revise`,
  withdraw: msg`Withdraw`,
  yes: msg`Yes`,
  no: msg`No`,
  abstain: msg`Abstain`,
  recuse: msg`Recuse`,
}

/** Stages whose name is too long for a station of the rail. */
export const shortWords: Readonly<Record<string, MessageDescriptor>> = {
  issue: msg`Issue`,
  engagement: msg`Engagement`,
}

/** Gives the words of a code through the active language: `say(words)('participating')`. */
export const say =
  (translate: (descriptor: MessageDescriptor) => string) =>
  (code: string): string => {
    const descriptor = words[code]
    return descriptor === undefined ? code : translate(descriptor)
  }
