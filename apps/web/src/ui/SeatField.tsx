import { useLingui } from '@lingui/react/macro'
import { SelectField } from './Field.tsx'

interface SeatFieldProps {
  readonly seats: readonly { readonly id: string; readonly body: { readonly name: string } }[]
  readonly value: string
  readonly onSeat: (seatId: string) => void
}

/** For which of the seats one acts for. */
export function SeatField({ seats, value, onSeat }: SeatFieldProps) {
  const { t } = useLingui()
  return (
    <SelectField label={t`For the seat of`} required value={value} onChange={event => onSeat(event.target.value)}>
      {seats.map(seat => (
        <option key={seat.id} value={seat.id}>
          {seat.body.name}
        </option>
      ))}
    </SelectField>
  )
}
