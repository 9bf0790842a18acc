import { CopyButton } from "@/components/patterns/copy-button";

// Date, kind, RUC, environment, series, number, code, emission, check digit.
const WIDTHS = [8, 2, 13, 1, 6, 9, 8, 1, 1];

/** The 49 digits in the groups that they are made of, so that an eye finds its place; and to be copied. */
export function AccessKey({ value }: { value: string }) {
  let at = 0;
  const groups = WIDTHS.map((width) => value.slice(at, (at += width)));
  return (
    <div>
      <p className="flex items-center justify-between text-xs text-muted-foreground">
        Clave de acceso
        <CopyButton iconOnly variant="ghost" text={value} label="Copiar la clave" />
      </p>
      <span className="flex flex-wrap gap-x-2 font-mono text-xs" aria-label={value} role="text">
        {groups.map((group, place) => (
          <span key={place} aria-hidden>
            {group}
          </span>
        ))}
      </span>
    </div>
  );
}
