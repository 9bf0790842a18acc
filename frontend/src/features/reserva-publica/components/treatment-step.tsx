"use client";

import { ChevronRight, Phone, Search } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { formatDuration, formatMoney, formatPhone } from "@/lib/format";
import type { OnlinePage, Treatment } from "../online";

const MANY = 8;
const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** What it is for: price and length are told first. */
export function TreatmentStep({ page, onChoose }: { page: OnlinePage; onChoose: (treatment: Treatment) => void }) {
  const [search, setSearch] = useState("");
  const shown = page.treatments.filter(({ name, category }) => plain(`${name} ${category}`).includes(plain(search)));
  const categories = [...new Set(shown.map(({ category }) => category))];
  return (
    <>
      {!page.new_patients && (
        <p className="text-sm text-muted-foreground">
          Esta página es para pacientes de la clínica. Si viene por primera vez, llámenos.
        </p>
      )}
      {page.treatments.length > MANY && (
        <div className="relative">
          <Search aria-hidden className="absolute left-3 top-3.5 size-5 text-muted-foreground" />
          <input
            type="search"
            aria-label="Buscar lo que necesita"
            placeholder="Buscar: dolor, limpieza, control"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            className="h-12 w-full rounded-md border border-input bg-card pl-10 pr-3 text-base"
          />
        </div>
      )}
      {shown.length === 0 && <p role="status">No hay nada con ese nombre. Llame a la clínica.</p>}
      {categories.map((category) => (
        <section key={category} aria-label={category} className="space-y-2">
          <h2 className="text-sm font-medium">{category}</h2>
          <ul className="divide-y divide-border overflow-hidden rounded-lg border border-border bg-card">
            {shown
              .filter((treatment) => treatment.category === category)
              .map((treatment) => (
                <li key={treatment.id}>
                  <button
                    type="button"
                    onClick={() => onChoose(treatment)}
                    className="flex min-h-14 w-full items-center gap-3 px-3.5 py-2 text-left hover:bg-accent"
                  >
                    <span className="min-w-0 flex-1">
                      <span className="block text-base">{treatment.name}</span>
                      <span className="block text-sm text-muted-foreground">{formatDuration(treatment.minutes)}</span>
                    </span>
                    <span className="tabular-nums">{formatMoney(treatment.price)}</span>
                    <ChevronRight aria-hidden className="size-5 text-muted-foreground" />
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** For what does not wait for an hour of next week. */
export function Urgent({ phone }: { phone: string | null }) {
  return (
    <div className="flex items-center gap-3">
      <p className="flex-1 text-sm">
        ¿Dolor fuerte, sangrado o fiebre?
        <span className="block text-muted-foreground">No espere una cita.</span>
      </p>
      {phone && (
        <Button asChild variant="outline" className="h-11">
          <a href={`tel:${phone}`} aria-label={`Llamar al ${formatPhone(phone)}`}>
            <Phone aria-hidden />
            Llamar
          </a>
        </Button>
      )}
    </div>
  );
}
