import type { Control, FieldValues, Path } from "react-hook-form";
import { DateInput } from "@/components/form/date-input";
import { FieldFrame, NumberField, SelectField } from "@/components/form/fields";
import { FormGrid } from "@/components/form/form-shell";

interface SeriesEndProps<Values extends FieldValues, Output> {
  control: Control<Values, unknown, Output>;
  ends: string | undefined;
  /** How the choice of a number is called, and the number itself. */
  byCount: string;
  count: string;
}

/** When a series ends, of a form with `ends`, `count` and `until`: after so many, or on a day. */
export function SeriesEnd<Values extends FieldValues, Output>({
  control,
  ends,
  byCount,
  count,
}: SeriesEndProps<Values, Output>) {
  return (
    <FormGrid>
      <SelectField
        control={control}
        name={"ends" as Path<Values>}
        label="Termina"
        options={[
          { value: "COUNT", label: byCount },
          { value: "UNTIL", label: "En una fecha" },
        ]}
      />
      {ends === "COUNT" ? (
        <NumberField control={control} name={"count" as Path<Values>} label={count} />
      ) : (
        <FieldFrame
          control={control}
          name={"until" as Path<Values>}
          label="Hasta"
          render={({ value, ...field }) => <DateInput {...field} value={value as string} />}
        />
      )}
    </FormGrid>
  );
}
