/** Anything that JSON can say, as nested lists of names and values. It knows nothing of what it shows. */
export function DocumentView({ value }: { readonly value: unknown }) {
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className="quiet">–</span>;
    return (
      <ol className="document">
        {value.map((item: unknown, index) => (
          // A list of a document has no other identity than its order.
          <li key={index}>
            <DocumentView value={item} />
          </li>
        ))}
      </ol>
    );
  }
  if (typeof value === 'object' && value !== null) {
    return (
      <dl className="document">
        {Object.entries(value).map(([name, item]: [string, unknown]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <DocumentView value={item} />
            </dd>
          </div>
        ))}
      </dl>
    );
  }
  if (value === null || value === '') return <span className="quiet">–</span>;
  return <>{typeof value === 'string' ? value : JSON.stringify(value)}</>;
}
