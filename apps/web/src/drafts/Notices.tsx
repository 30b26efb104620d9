import { Plural, Trans } from '@lingui/react/macro'
import { useState } from 'react'
import type { RoomState, TextRoom } from '../editor/text-room.ts'
import { useRoomPart } from './use-workspace.ts'

const none: RoomState['refused'] = []

/** What the reader must know about the text and the line to it, in sentences; nothing when all is well. */
export function Notices({ room, offline }: { readonly room: TextRoom; readonly offline: boolean }) {
  const waiting = useRoomPart(room, state => offline || state.line === 'closed' ? state.changes : 0, 0)
  const blocked = useRoomPart(room, state => state.blocked, false)
  const refused = useRoomPart(room, state => state.refused, none)
  return (
    <>
      {blocked && (
        <p className="banner" role="status">
          <Trans>This network lets pages through, but not live editing. You can read and comment.</Trans>{' '}
          <Trans>To write, use another network, or ask whoever runs this one to allow WebSocket connections.</Trans>
        </p>
      )}
      {waiting > 0 && (
        <p className="banner" role="status">
          {offline ? <Trans>You are offline.</Trans> : <Trans>The server cannot be reached.</Trans>}{' '}
          <Plural value={waiting} one="# change is kept on this device and will be sent by itself." other="# changes are kept on this device and will be sent by themselves." />
        </p>
      )}
      {refused.length > 0 && <RefusedWords room={room} refused={refused} />}
    </>
  )
}

/** Words the server did not take: shown whole, to copy them elsewhere, until the person lets them go. */
function RefusedWords({ room, refused }: { readonly room: TextRoom; readonly refused: RoomState['refused'] }) {
  const mayOfferAgain = useRoomPart(room, state => state.mayOfferAgain, false)
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no')
  const all = refused.map(({ label, text }) => `${label}\n${text}`).join('\n\n')
  const copy = (): void => {
    navigator.clipboard.writeText(all).then(() => setCopied('yes'), () => setCopied('failed'))
  }
  return (
    <section className="refusal refused-words" role="alert" aria-labelledby="refused-title">
      <h2 className="h3" id="refused-title"><Trans>Not accepted</Trans></h2>
      {mayOfferAgain
        ? (
            <p>
              <Trans>Your changes were not accepted when they were sent, but you may write in this text now.</Trans>{' '}
              <Trans>Offered again, they are made where you made them; what others wrote since stays.</Trans>
            </p>
          )
        : <p>{refused.at(-1)?.why} <Trans>The text below is the server's. Your words are here and on this device until you let them go.</Trans></p>}
      <ul className="refused-list">
        {refused.map(({ clauseId, label, text, at }) => (
          <li key={`${clauseId} ${at}`}><span className="meta"><bdi>{label}</bdi></span><p className="serif pre" dir="auto">{text}</p></li>
        ))}
      </ul>
      <div className="acts">
        {mayOfferAgain && <button type="button" className="btn small first" onClick={() => room.offerAgain()}><Trans>Offer them again</Trans></button>}
        <button type="button" className="btn small" onClick={copy}><Trans>Copy my words</Trans></button>
        <button type="button" className="btn small" onClick={() => room.forgetRefused()}><Trans>Let them go</Trans></button>
        <span className="meta" role="status">
          {copied === 'yes' && <Trans>Copied.</Trans>}
          {copied === 'failed' && <Trans>The browser did not allow copying; select the words above.</Trans>}
        </span>
      </div>
    </section>
  )
}
