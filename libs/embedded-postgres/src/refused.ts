/** Why a cluster was not started, for programs. */
export type Reason = 'owned' | 'no-binaries' | 'no-account' | 'foreign-data' | 'failed'

/** The database cannot be started, for a cause that a person can remove. The message is one sentence that says how. */
export class ClusterRefused extends Error {
  override readonly name = 'ClusterRefused'

  constructor(readonly reason: Reason, message: string) {
    super(message)
  }
}
