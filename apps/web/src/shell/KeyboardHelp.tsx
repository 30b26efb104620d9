import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { singleKeys, switchSingleKeys } from '../ui/keys.ts'
import { Modal } from '../ui/Modal.tsx'

/** Every key, by place, and the switch for single letters. */
export function KeyboardHelp({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui()
  const [on, setOn] = useState(singleKeys)
  const groups: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
    [
      t`Everywhere`,
      [
        ['Ctrl K', t`search, or give a command`],
        ['g i', t`inbox`],
        ['g d', t`drafts`],
        ['g b', t`ballots`],
        ['g c', t`calendar`],
        ['F6', t`next region; Shift F6 the one before`],
        ['?', t`this help`],
        ['Esc', t`close, leave`],
      ],
    ],
    [
      t`Inbox and tables`,
      [
        ['j k', t`next row, row before`],
        ['Enter', t`open`],
      ],
    ],
    [
      t`Comments to decide`,
      [
        ['n', t`next undecided`],
        ['a', t`accept`],
        ['m', t`accept as modified`],
        ['r', t`reject`],
        ['o', t`note`],
        ['d', t`defer`],
      ],
    ],
    [
      t`A draft, reading`,
      [
        ['↑ ↓', t`by clause`],
        ['Enter', t`write in the clause`],
        ['c', t`comment`],
        ['n p', t`next, previous change or comment`],
        ['t', t`jump to a clause number`],
        ['o', t`outline`],
        ['/', t`find in the draft`],
      ],
    ],
    [
      t`A draft, writing`,
      [
        ['Alt F10', t`tools`],
        ['/', t`kinds of block, at the beginning of a line`],
        ['Ctrl Alt R N E', t`requirement, note, example`],
        ['Ctrl Alt M', t`comment on the selection`],
        ['Ctrl Shift X', t`cross-reference`],
        ['Ctrl Z', t`undo your own change`],
        ['Esc', t`leave the clause`],
      ],
    ],
  ]
  return (
    <Modal title={t`Keyboard`} onClose={onClose}>
      <label className="pick">
        <input
          type="checkbox"
          checked={on}
          onChange={event => {
            switchSingleKeys(event.target.checked)
            setOn(event.target.checked)
          }}
        />
        <span>
          <Trans>Single letters act (switch them off if you speak to your computer)</Trans>
        </span>
      </label>
      <div className="key-groups">
        {groups.map(([name, keys]) => (
          <section key={name}>
            <h3 className="h3">{name}</h3>
            <dl className="facts">
              {keys.map(([key, act]) => (
                <div key={key} className="contents">
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{act}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
