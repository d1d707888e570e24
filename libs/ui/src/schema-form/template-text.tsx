import type { SchemaField } from './schema-fields.js';

/** Instructions with their inputs drawn as chips. An input that does not exist is marked: the run would refuse it. */
export function TemplateText({ text, fields }: { text: string; fields: readonly SchemaField[] }) {
  const labels = new Map(fields.map((field) => [field.key, field.label]));
  const pieces = text.split(/\{\{\s*inputs\.([A-Za-z0-9_-]+)\s*\}\}/);
  return (
    <div className="gs-template">
      {pieces.map((piece, index) =>
        index % 2 === 0 ? (
          piece
        ) : (
          <span key={index} className="gs-chip" data-unknown={!labels.has(piece) || undefined}>
            {labels.get(piece) ?? `${piece} (no such input)`}
          </span>
        ),
      )}
    </div>
  );
}
