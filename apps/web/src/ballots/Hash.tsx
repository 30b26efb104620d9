/** A SHA-256 in groups that can be read aloud and compared. */
export function Hash({ value }: { readonly value: string }) {
  return <p className="meta mono">sha256 {value.match(/.{1,8}/g)?.join(' ') ?? value}</p>
}
