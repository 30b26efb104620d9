import { Platform1700000000001 } from './0001-platform.ts'
import { Ledger1700000000002 } from './0002-ledger.ts'
import { People1700000000003 } from './0003-people.ts'
import { Drafts1700000000004 } from './0004-drafts.ts'
import { Collab1700000000005 } from './0005-collab.ts'
import { Comments1700000000006 } from './0006-comments.ts'
import { Ballots1700000000007 } from './0007-ballots.ts'
import { Stages1700000000008 } from './0008-stages.ts'
import { Reviews1700000000009 } from './0009-reviews.ts'
import { Notices1700000000010 } from './0010-notices.ts'
import { Objections1700000000011 } from './0011-objections.ts'
import { Appeals1700000000012 } from './0012-appeals.ts'
import { Polls1700000000013 } from './0013-polls.ts'
import { Tracks1700000000025 } from './0025-tracks.ts'
import { Authorship1700000000030 } from './0030-authorship.ts'
import { SecretBallots1700000000035 } from './0035-secret-ballots.ts'
import { Conduct1700000000036 } from './0036-conduct.ts'
import { Meetings1700000000040 } from './0040-meetings.ts'
import { PaperVotes1700000000041 } from './0041-paper-votes.ts'
import { Rolls1700000000042 } from './0042-rolls.ts'
import { VoteHolders1700000000043 } from './0043-vote-holders.ts'
import { RollPages1700000000050 } from './0050-roll-pages.ts'
import { DeadlineRetries1700000000060 } from './0060-deadline-retries.ts'
import { Proxies1700000000070 } from './0070-proxies.ts'
import { Recirculations1700000000075 } from './0075-recirculations.ts'
import { SeatChanges1700000000076 } from './0076-seat-changes.ts'
import { Calendars1700000000080 } from './0080-calendars.ts'
import { NextTimes1700000000081 } from './0081-next-times.ts'

/** Every migration, oldest first, one line each. */
export const migrations = [
  Platform1700000000001,
  Ledger1700000000002,
  People1700000000003,
  Drafts1700000000004,
  Collab1700000000005,
  Comments1700000000006,
  Ballots1700000000007,
  Stages1700000000008,
  Reviews1700000000009,
  Notices1700000000010,
  Objections1700000000011,
  Appeals1700000000012,
  Polls1700000000013,
  Tracks1700000000025,
  Authorship1700000000030,
  SecretBallots1700000000035,
  Conduct1700000000036,
  Meetings1700000000040,
  PaperVotes1700000000041,
  Rolls1700000000042,
  VoteHolders1700000000043,
  RollPages1700000000050,
  DeadlineRetries1700000000060,
  Proxies1700000000070,
  Recirculations1700000000075,
  SeatChanges1700000000076,
  Calendars1700000000080,
  NextTimes1700000000081,
]
