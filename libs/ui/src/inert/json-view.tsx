import { Code } from '@mantine/core';

/** A JSON value as it is, for those who want to see it. Long lines wrap, nothing in it is interpreted. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  return (
    <Code block className="gs-json" tabIndex={0} aria-label={label} role="group">
      {JSON.stringify(value, null, 2)}
    </Code>
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return JSON.stringify(value, null, 2);
}

/** An object as rows of name and exact value; anything else as JSON. Names are shown as the other system knows them. */
export function ValueTable({
  value,
  caption,
  titles = {},
}: {
  value: unknown;
  caption: string;
  titles?: Readonly<Record<string, string>>;
}) {
  if (!isRecord(value)) return <JsonView value={value} label={caption} />;
  const names = Object.keys(value);
  if (names.length === 0) return <span>Nothing is passed on.</span>;
  return (
    <table className="gs-arguments">
      <caption className="gs-hidden">{caption}</caption>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row" className="gs-break">
              {titles[name] ?? name}
            </th>
            <td>{cell(value[name])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
