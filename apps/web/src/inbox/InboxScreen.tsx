/** What needs this person now. */
export function InboxScreen() {
  return <h1 className="h1">Inbox</h1>
}
