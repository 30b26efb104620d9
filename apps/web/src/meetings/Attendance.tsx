import { Trans } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { useAct } from '../api/answer.ts'
import { Icon } from '../ui/Icon.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { markAttendance, type Item } from './meetings.queries.ts'
import styles from './meetings.module.css'

/** The seats recorded as there at an item. */
export const presentAt = (item: Item): Item['attendance'] => item.attendance.filter(seat => seat.present)

/** The attendance roll of an item. Each tick is recorded at once; the roll of a vote is fixed when the vote opens. */
export function Attendance({ item, conducts }: { readonly item: Item; readonly conducts: boolean }) {
  const marking = useAct(markAttendance)
  // A tick shows at once and stays until the server has it: whoever calls the roll does not wait for each name.
  const [wished, setWished] = useState<Readonly<Record<string, boolean>>>({})
  useEffect(() => {
    const had = new Map(item.attendance.map(seat => [seat.seatId, seat.present]))
    setWished(wishes => Object.fromEntries(Object.entries(wishes).filter(([seat, present]) => had.get(seat) !== present)))
  }, [item.attendance])
  const mark = async (seats: Item['attendance'], present: boolean): Promise<void> => {
    if (seats.length === 0) return
    const ids = seats.map(seat => seat.seatId)
    setWished(wishes => ({ ...wishes, ...Object.fromEntries(ids.map(seat => [seat, present])) }))
    const done = await marking.act({ input: { itemId: item.id, seatIds: ids, present } })
    if (done === null) setWished(wishes => Object.fromEntries(Object.entries(wishes).filter(([seat]) => !ids.includes(seat))))
  }
  const isTicked = (seat: Item['attendance'][number]): boolean => wished[seat.seatId] ?? seat.present
  const absent = item.attendance.filter(seat => !isTicked(seat))
  return (
    <section aria-labelledby="attendance">
      <h3 className="h3" id="attendance">
        <Trans>Who is there</Trans>
      </h3>
      <p className="meta">
        {conducts ? (
          <Trans>Each tick is recorded at once, with its time. Those ticked when a vote opens vote; later comers may watch.</Trans>
        ) : (
          <Trans>As the secretary recorded it.</Trans>
        )}
      </p>
      {conducts && absent.length > 0 && (
        <p className={styles.acts}>
          <button type="button" className="btn small" onClick={() => void mark(absent, true)}>
            <Trans>All are there</Trans>
          </button>
        </p>
      )}
      <RefusalNote refusal={marking.refusal} />
      <ul className={styles.seats}>
        {item.attendance.map(seat => (
          <li key={seat.seatId}>
            {conducts ? (
              <label className="pick">
                <input type="checkbox" checked={isTicked(seat)} onChange={event => void mark([seat], event.target.checked)} />
                <span>{seat.name}</span>
              </label>
            ) : (
              <span className={seat.present ? undefined : 'q'}>
                {seat.present && <Icon name="ok" />} {seat.name}
                {!seat.present && (
                  <>
                    , <Trans>not there</Trans>
                  </>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
