"use client";

import { useQuery } from "@tanstack/react-query";
import type { PickerProps } from "@/components/form/picker-props";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { practitionersQuery, type authorsQuery } from "./queries";
import type { Practitioner } from "./schema";

export type PractitionerSelectProps = Omit<PickerProps<Practitioner>, "value" | "onSelect" | "onClear"> & {
  value: number | null;
  onSelect: (practitioner: Practitioner) => void;
  /** Of these people; of those who attend, unless it is said. */
  among?: typeof practitionersQuery | typeof authorsQuery;
  /** Only those of whom this is so. */
  only?: (practitioner: Practitioner) => boolean;
};

/** A doctor or dentist. A clinic has few: a plain list. */
export function PractitionerSelect({
  value,
  onSelect,
  placeholder = "Elija un profesional",
  disabled,
  className,
  among = practitionersQuery,
  only = () => true,
  ...props
}: PractitionerSelectProps) {
  const { data = [] } = useQuery(among);
  return (
    <Select
      value={value === null ? "" : String(value)}
      disabled={disabled}
      onValueChange={(id) => {
        const chosen = data.find((practitioner) => String(practitioner.id) === id);
        if (chosen) onSelect(chosen);
      }}
    >
      <SelectTrigger className={className} {...props}>
        <SelectValue placeholder={placeholder} />
      </SelectTrigger>
      <SelectContent>
        {data.filter(only).map((practitioner) => (
          <SelectItem key={practitioner.id} value={String(practitioner.id)}>
            {practitioner.full_name}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
