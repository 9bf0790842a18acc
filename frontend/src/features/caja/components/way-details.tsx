"use client";

import { DateInput } from "@/components/form/date-input";
import { Input } from "@/components/ui/input";
import { today } from "@/lib/dates";
import { cn } from "@/lib/utils";
import { DETAILS_OF, type Detail, type Way } from "../charge";
import { METHOD_SHORT } from "../words";

const WORDS: Record<Detail, string> = {
  card_brand: "Marca",
  card_lot: "Lote",
  card_authorisation: "Autorización",
  bank: "Banco",
  due_on: "Se cobra desde",
};

/** What a voucher, a transfer or a cheque says: its number, and what else there is of it. */
export function WayDetails({ way, onChange }: { way: Way; onChange: (part: Partial<Way>) => void }) {
  const named = METHOD_SHORT[way.method].toLowerCase();
  const more = DETAILS_OF[way.method];
  const set = (name: Detail, value: string) => onChange({ details: { ...way.details, [name]: value } });
  return (
    <div className={cn("grid gap-2", more.length === 3 && "grid-cols-3", more.length === 2 && "grid-cols-2")}>
      <Input
        className="col-span-full"
        aria-label={`Referencia de ${named}`}
        placeholder="Número de comprobante o voucher"
        value={way.reference}
        maxLength={200}
        onChange={(event) => onChange({ reference: event.target.value })}
      />
      {more.map((name) =>
        name === "due_on" ? (
          <DateInput
            key={name}
            aria-label="Se cobra desde"
            min={today()}
            value={way.details.due_on ?? ""}
            onChange={(day) => set("due_on", day)}
          />
        ) : (
          <Input
            key={name}
            aria-label={`${WORDS[name]} de ${named}`}
            placeholder={WORDS[name]}
            value={way.details[name] ?? ""}
            maxLength={name === "bank" ? 80 : 40}
            onChange={(event) => set(name, event.target.value)}
          />
        ),
      )}
    </div>
  );
}
