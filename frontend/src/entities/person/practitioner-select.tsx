"use client";

import { useQuery } from "@tanstack/react-query";
import type { PickerProps } from "@/components/form/picker-props";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { practitionersQuery } from "./queries";
import type { Practitioner } from "./schema";

type PractitionerSelectProps = Omit<PickerProps<Practitioner>, "value" | "onSelect" | "onClear"> & {
  value: number | null;
  onSelect: (practitioner: Practitioner) => void;
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
  only = () => true,
  ...props
}: PractitionerSelectProps) {
  const { data = [] } = useQuery(practitionersQuery);
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
