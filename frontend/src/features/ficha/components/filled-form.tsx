import { valueWords } from "@/entities/note-template/words";
import type { Note } from "@/entities/record/schema";

/** What was filled in of a template, as the template was then. */
export function FilledForm({ form }: { form: NonNullable<Note["form"]> }) {
  const filled = form.fields.filter(({ key }) => form.values[key]?.length);
  return (
    <section aria-label={form.name}>
      <h3 className="text-sm font-medium">{form.name}</h3>
      {filled.length === 0 && <p className="text-sm text-muted-foreground">Sin llenar.</p>}
      <dl className="mt-1 grid gap-x-6 gap-y-2 sm:grid-cols-2 lg:grid-cols-3">
        {filled.map((field) => {
          const value = form.values[field.key]!;
          return (
            <div key={field.key} className={typeof value === "string" ? "min-w-0" : "min-w-0 sm:col-span-full"}>
              <dt className="text-xs text-muted-foreground">{field.label}</dt>
              <dd className="mt-0.5 break-words">
                {typeof value === "string" ? (
                  valueWords(field, value)
                ) : (
                  <table className="text-sm">
                    <thead>
                      <tr>
                        {field.columns.map((column) => (
                          <th key={column} scope="col" className="pr-4 text-left font-normal text-muted-foreground">
                            {column}
                          </th>
                        ))}
                      </tr>
                    </thead>
                    <tbody>
                      {value.map((row, place) => (
                        <tr key={place}>
                          {row.map((cell, column) => (
                            <td key={column} className="pr-4 align-top tabular-nums">
                              {cell}
                            </td>
                          ))}
                        </tr>
                      ))}
                    </tbody>
                  </table>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
