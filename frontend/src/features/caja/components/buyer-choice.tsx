"use client";

import { useQuery } from "@tanstack/react-query";
import { Info, Plus } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { invoicePath } from "@/config/navigation";
import {
  buyerOf,
  FINAL_CONSUMER_BUYER,
  FINAL_CONSUMER_LIMIT,
  sameBuyer,
  typedBuyer,
  type BuyerValues,
} from "@/entities/invoice/buyer";
import { buyersQuery } from "@/entities/invoice/queries";
import type { Invoice } from "@/entities/invoice/schema";
import { patientSummaryQuery } from "@/entities/patient/queries";
import { compare } from "@/lib/decimal";
import { formatMoney } from "@/lib/format";
import { messageOf } from "@/lib/problem";
import { useCan } from "@/lib/session";
import { cn } from "@/lib/utils";
import { useCorrect } from "../api";
import { madeOutTo } from "../draft";

const WHY_FINAL = ["El paciente prefiere no darlos", "No tiene identificación a mano"];
const ROW = "flex cursor-pointer items-center gap-3 border-b px-3 py-2 last:border-b-0 hover:bg-muted";

type Choice = { buyer: BuyerValues; note: string | null };

/** Who deduces the expense: the people this patient was billed to before, the last one first. */
export function BuyerChoice({ invoice }: { invoice: Invoice }) {
  const final = invoice.buyer.id_type === "07";
  const [asksFinal, setAsksFinal] = useState(final);
  const correct = useCorrect(invoice);
  const choices = useChoices(invoice);
  const over = compare(invoice.total, FINAL_CONSUMER_LIMIT) > 0;
  const send = (buyer: BuyerValues) => correct.mutate(madeOutTo(buyer));

  return (
    <section aria-label="¿Quién la deduce?" className="space-y-2.5 border-t px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-sm font-semibold">¿Quién la deduce?</h3>
        <ToggleGroup
          type="single"
          value={asksFinal ? "final" : "named"}
          onValueChange={(kind) => kind && setAsksFinal(kind === "final")}
          aria-label="A quién se factura"
        >
          <ToggleGroupItem value="named">Factura</ToggleGroupItem>
          <ToggleGroupItem value="final" disabled={over && !final}>
            Consumidor final
          </ToggleGroupItem>
        </ToggleGroup>
      </div>
      {asksFinal ? (
        <WhyFinal was={invoice.buyer.reason ?? ""} over={over} pending={correct.isPending} onSay={send} />
      ) : (
        <>
          <RadioGroup
            aria-label="¿Quién la deduce?"
            className="grid-cols-[minmax(0,1fr)] gap-0 overflow-hidden rounded-md border"
            disabled={correct.isPending}
            value={final ? "" : keyOf(invoice.buyer)}
            onValueChange={(key) => {
              const chosen = choices.find(({ buyer }) => keyOf(buyer) === key);
              if (chosen) send(chosen.buyer);
            }}
          >
            {choices.map(({ buyer, note }) => (
              <label key={keyOf(buyer)} className={cn(ROW, sameBuyer(buyer, invoice.buyer) && "bg-accent")}>
                <RadioGroupItem value={keyOf(buyer)} aria-label={buyer.name} />
                <span className="min-w-0 flex-1 text-sm">
                  <span className="block truncate font-medium">{buyer.name}</span>
                  <span className="block truncate text-xs text-muted-foreground">
                    <span className="font-mono">{buyer.document || "sin documento"}</span>
                    {buyer.email && ` · ${buyer.email}`}
                  </span>
                </span>
                {note && <span className="text-xs text-muted-foreground">{note}</span>}
              </label>
            ))}
          </RadioGroup>
          <Button variant="ghost" size="sm" asChild>
            <Link href={invoicePath(invoice.id)}>
              <Plus aria-hidden /> Otra persona o RUC
            </Link>
          </Button>
          <p className="flex gap-1.5 text-xs text-muted-foreground">
            <Info aria-hidden className="mt-0.5 size-3.5 shrink-0" />
            Consumidor final: solo a pedido, hasta {formatMoney(FINAL_CONSUMER_LIMIT)}; no se anula ni se acredita.
          </p>
        </>
      )}
      {correct.error && <Alert variant="destructive">{messageOf(correct.error)}</Alert>}
    </section>
  );
}

const keyOf = ({ id_type, document }: Pick<BuyerValues, "id_type" | "document">) => `${id_type} ${document}`;

/** Whoever it is made out to now, those of before, and the patient; each once. */
function useChoices(invoice: Invoice): Choice[] {
  const seesPatients = useCan("patients:read");
  const patientId = invoice.patient_id ?? null;
  const before = useQuery({ ...buyersQuery(patientId ?? 0), enabled: patientId !== null });
  const patient = useQuery({
    ...patientSummaryQuery(patientId),
    enabled: patientId !== null && seesPatients,
  });
  const own = patient.data && buyerOf(patient.data);
  const known = (before.data ?? []).map((buyer, place) => ({
    buyer: typedBuyer(buyer),
    note: place === 0 ? "la última vez" : buyer.id_type === "04" ? "empresa" : null,
  }));
  const all: Choice[] = [
    ...known,
    ...(own?.document ? [{ buyer: own, note: "paciente" }] : []),
    ...(invoice.buyer.id_type === "07" ? [] : [{ buyer: typedBuyer(invoice.buyer), note: null }]),
  ];
  return all
    .filter(({ buyer }, place) => all.findIndex((one) => sameBuyer(one.buyer, buyer)) === place)
    .map((one) => (own && sameBuyer(one.buyer, own) ? { ...one, note: "paciente" } : one));
}

type WhyFinalProps = { was: string; over: boolean; pending: boolean; onSay: (buyer: BuyerValues) => void };

function WhyFinal({ was, over, pending, onSay }: WhyFinalProps) {
  const [other, setOther] = useState(was !== "" && !WHY_FINAL.includes(was));
  const [text, setText] = useState(other ? was : "");
  const say = (reason: string) => onSay({ ...FINAL_CONSUMER_BUYER, reason });
  return (
    <div className="space-y-2.5 text-sm">
      {over ? (
        <Alert variant="warning">
          A consumidor final se factura hasta {formatMoney(FINAL_CONSUMER_LIMIT)}. Elija «Factura» y pida los datos.
        </Alert>
      ) : (
        <p className="text-muted-foreground">Nadie la deduce. Después no se puede anular ni hacer nota de crédito.</p>
      )}
      <p className="font-medium" id="why-final">
        ¿Por qué sin datos?
      </p>
      <RadioGroup
        aria-labelledby="why-final"
        disabled={pending || over}
        value={other ? "other" : was}
        onValueChange={(value) => {
          setOther(value === "other");
          if (value !== "other") say(value);
        }}
      >
        {WHY_FINAL.map((reason) => (
          <label key={reason} className="flex items-center gap-2">
            <RadioGroupItem value={reason} /> {reason}
          </label>
        ))}
        <label className="flex items-center gap-2">
          <RadioGroupItem value="other" /> Otro motivo
        </label>
      </RadioGroup>
      {other && (
        <form
          className="flex gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim().length >= 3) say(text.trim());
          }}
        >
          <Input
            aria-label="Otro motivo"
            value={text}
            maxLength={300}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="submit" variant="outline" disabled={text.trim().length < 3} loading={pending}>
            Guardar
          </Button>
        </form>
      )}
    </div>
  );
}
