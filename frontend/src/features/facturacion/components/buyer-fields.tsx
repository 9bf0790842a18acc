"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { SelectField, TextField } from "@/components/form/fields";
import type { AnyForm } from "@/components/form/use-zod-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import {
  buyerOf,
  FINAL_CONSUMER,
  FINAL_CONSUMER_BUYER,
  FINAL_CONSUMER_LIMIT,
  NO_BUYER,
  typedBuyer,
} from "@/entities/invoice/buyer";
import { buyersQuery } from "@/entities/invoice/queries";
import type { Buyer } from "@/entities/invoice/schema";
import { PatientPicker } from "@/entities/patient/patient-picker";
import { patientSummaryQuery } from "@/entities/patient/queries";
import { compare } from "@/lib/decimal";
import { formatMoney } from "@/lib/format";
import { messageOf } from "@/lib/problem";
import { useCan } from "@/lib/session";
import type { DraftBody, DraftValues } from "../forms";
import { ID_TYPE_OPTIONS } from "../words";

export type DraftFormState = AnyForm<DraftValues, DraftBody>;

/** Who the invoice is made out to: a patient, anyone with a document, or consumidor final. */
export function BuyerFields({ form, total }: { form: DraftFormState; total: string }) {
  const client = useQueryClient();
  const seesPatients = useCan("patients:read");
  const [error, setError] = useState<unknown>(null);
  // What was typed before «Consumidor final», to come back to it.
  const [named, setNamed] = useState<DraftValues["buyer"] | null>(null);
  const idType = form.watch("buyer.id_type");
  const patientId = form.watch("patient_id");
  const final = idType === "07";
  const overLimit = final && compare(total, FINAL_CONSUMER_LIMIT) > 0;

  function setBuyer(buyer: DraftValues["buyer"]) {
    form.setValue("buyer", buyer, { shouldDirty: true });
    form.clearErrors("buyer");
  }

  async function fromPatient(id: number) {
    setError(null);
    try {
      const patient = await client.fetchQuery(patientSummaryQuery(id));
      form.setValue("patient_id", patient.id, { shouldDirty: true });
      setBuyer(buyerOf(patient));
    } catch (failure) {
      setError(failure);
    }
  }

  function choose(kind: string) {
    if (kind === "final" && !final) {
      setNamed(form.getValues("buyer"));
      setBuyer(FINAL_CONSUMER_BUYER);
    }
    if (kind === "named" && final) setBuyer(named ?? NO_BUYER);
  }

  return (
    <Card aria-label="Cliente">
      <CardHeader className="gap-y-2">
        <CardTitle>¿Quién deduce el gasto?</CardTitle>
        <CardAction>
          <ToggleGroup
            type="single"
            value={final ? "final" : "named"}
            onValueChange={choose}
            aria-label="A quién se factura"
          >
            <ToggleGroupItem value="named">Con datos</ToggleGroupItem>
            <ToggleGroupItem value="final">Consumidor final</ToggleGroupItem>
          </ToggleGroup>
        </CardAction>
      </CardHeader>
      <div className="space-y-3.5 p-4 pt-2">
        {final && (
          <Alert variant={overLimit ? "warning" : "info"}>
            {overLimit
              ? `A consumidor final se factura hasta ${formatMoney(FINAL_CONSUMER_LIMIT)} y este borrador suma ${formatMoney(total)}. Pida la cédula o el RUC y elija «Con datos».`
              : `Sale a nombre de CONSUMIDOR FINAL (${FINAL_CONSUMER}), hasta ${formatMoney(FINAL_CONSUMER_LIMIT)}. Una vez emitida no se puede anular.`}
          </Alert>
        )}
        {final && (
          <TextField
            control={form.control}
            name="buyer.reason"
            label="Por qué a consumidor final"
            placeholder="No quiso dar sus datos…"
            autoComplete="off"
          />
        )}
        {!final && patientId && (
          <BilledBefore
            patientId={patientId}
            chosen={form.watch("buyer.document")}
            onChoose={(buyer) => setBuyer(typedBuyer(buyer))}
          />
        )}
        {!final && seesPatients && (
          <PatientPicker
            value={null}
            onSelect={(patient) => void fromPatient(patient.id)}
            placeholder="Llenar con los datos de un paciente, o de un familiar"
            aria-label="Llenar con los datos de un paciente"
          />
        )}
        {error !== null && <Alert variant="destructive">{messageOf(error)}</Alert>}
        {!final && (
          <div className="grid grid-cols-1 gap-x-3 gap-y-3.5 sm:grid-cols-6">
            <SelectField
              control={form.control}
              name="buyer.id_type"
              label="Tipo de documento"
              options={ID_TYPE_OPTIONS}
              placeholder="Elija…"
              className="sm:col-span-2"
            />
            <TextField
              control={form.control}
              name="buyer.document"
              label="Documento"
              className="sm:col-span-2"
              autoComplete="off"
              inputClassName="font-mono"
              inputMode={idType === "05" || idType === "04" ? "numeric" : "text"}
            />
            <TextField
              control={form.control}
              name="buyer.phone"
              label="Teléfono"
              optional
              className="sm:col-span-2"
              type="tel"
              autoComplete="off"
            />
            <TextField
              control={form.control}
              name="buyer.name"
              label="Nombre o razón social"
              className="sm:col-span-3"
              autoComplete="off"
            />
            <TextField
              control={form.control}
              name="buyer.email"
              label="Correo"
              optional
              className="sm:col-span-3"
              type="email"
              autoComplete="off"
            />
            <TextField
              control={form.control}
              name="buyer.address"
              label="Dirección"
              optional
              className="sm:col-span-6"
              autoComplete="off"
            />
          </div>
        )}
      </div>
    </Card>
  );
}

/** Whom this patient's invoices were made out to: themselves, a relative, a company. The last one comes first. */
function BilledBefore({
  patientId,
  chosen,
  onChoose,
}: {
  patientId: number;
  chosen: string;
  onChoose: (buyer: Buyer) => void;
}) {
  const { data: buyers = [] } = useQuery(buyersQuery(patientId));
  if (buyers.length === 0) return null;
  return (
    <div role="group" aria-label="Facturado antes a" className="flex flex-wrap gap-2">
      {buyers.map((buyer) => (
        <Button
          key={`${buyer.id_type} ${buyer.document}`}
          variant="outline"
          size="sm"
          className="h-auto max-w-full whitespace-normal py-1.5 text-left md:h-auto"
          aria-pressed={buyer.document === chosen}
          onClick={() => onChoose(buyer)}
        >
          <span className="min-w-0 break-words">
            {buyer.name}
            <span className="block font-mono text-xs font-normal text-muted-foreground">{buyer.document}</span>
          </span>
        </Button>
      ))}
    </div>
  );
}
