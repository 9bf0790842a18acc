import { Fragment, type ReactNode } from "react";

/** What the event carried, as it came: names stay as the services write them. */
export function EntryData({ data }: { data: Record<string, unknown> }) {
  const names = Object.keys(data);
  return (
    <section aria-label="Datos" className="text-sm">
      <h3 className="mb-1.5 text-xs text-muted-foreground">Datos</h3>
      {names.length === 0 ? (
        <p className="text-muted-foreground">Sin datos adicionales.</p>
      ) : (
        <div className="sideways rounded-lg border border-border bg-muted/50 px-3 py-2">
          <Members value={data} />
        </div>
      )}
    </section>
  );
}

function Members({ value }: { value: Record<string, unknown> }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
      {Object.entries(value).map(([name, member]) => (
        <Fragment key={name}>
          <dt className="font-mono text-xs leading-5 text-muted-foreground">{name}</dt>
          <dd className="min-w-0 break-words">
            <Value value={member} />
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Value({ value }: { value: unknown }): ReactNode {
  if (value === null || value === undefined || value === "") return "—";
  if (value === true) return "sí";
  if (value === false) return "no";
  if (Array.isArray(value)) {
    if (value.length === 0) return "—";
    if (value.every((item) => typeof item !== "object")) return value.join(", ");
    return (
      <ol className="space-y-1.5">
        {value.map((item, index) => (
          <li key={index} className="border-l-2 border-border pl-2.5">
            <Value value={item} />
          </li>
        ))}
      </ol>
    );
  }
  if (typeof value === "object")
    return (
      <div className="border-l-2 border-border pl-2.5">
        <Members value={value as Record<string, unknown>} />
      </div>
    );
  return String(value);
}
