import type { ComponentProps } from "react";
import { useController, type FieldValues } from "react-hook-form";
import { TextField } from "@/components/form/fields";
import { Kbd } from "@/components/ui/kbd";
import { properCase } from "@/lib/names";

/** A name, which is offered in proper case: by one press or Alt ↑, and never changed by itself. */
export function NameField<V extends FieldValues, O>(props: ComponentProps<typeof TextField<V, O>>) {
  const { field } = useController({ control: props.control, name: props.name });
  const typed = String(field.value ?? "");
  const proper = properCase(typed);
  const offered = typed.trim() !== "" && proper !== typed.trim();
  const take = () => field.onChange(proper);
  return (
    <TextField
      {...props}
      onKeyDown={(event) => {
        if (!offered || !event.altKey || event.key !== "ArrowUp") return;
        event.preventDefault();
        take();
      }}
      hint={
        offered ? (
          <button type="button" onClick={take} className="rounded-sm text-primary underline-offset-4 hover:underline">
            Escribir «{proper}»<Kbd className="ml-1.5">Alt ↑</Kbd>
          </button>
        ) : (
          props.hint
        )
      }
    />
  );
}
