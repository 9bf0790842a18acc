"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ShieldCheck, ShieldQuestion } from "lucide-react";
import { Button } from "@/components/ui/button";
import { INVOICES } from "@/entities/paths";
import { api } from "@/lib/api";
import { isZero } from "@/lib/decimal";
import { formatDate } from "@/lib/format";
import { useCan } from "@/lib/session";
import { notify, notifyError } from "@/lib/toast";
import { changed } from "./changed";
import { invoiceSchema, type Invoice } from "./schema";

/**
 * What of an invoice is done for looks: without IVA it needs a signed diagnosis, which is linked here by its hash. Which one it
 * is only the record says. Nothing where there is none.
 */
export function Aesthetics({ invoice, disabled }: { invoice: Invoice; disabled?: boolean }) {
  const mayWrite = useCan("invoices:write") && invoice.status === "DRAFT";
  const { link, unlink, isPending } = useLinking(invoice);
  if (invoice.aesthetics.length === 0) return null;
  return (
    <section aria-label="Conceptos estéticos" className="text-sm">
      <ul className="divide-y divide-border">
        {invoice.aesthetics.map(({ treatment_id, positions, diagnosis }) => {
          const lines = invoice.lines.filter(({ position }) => positions.includes(position));
          const name = lines[0]?.description ?? "Un concepto";
          const inside = lines[0]?.kind === "PACKAGE";
          const untaxed = lines.some(({ iva_rate, subtotal }) => isZero(iva_rate) && !isZero(subtotal));
          const Icon = diagnosis ? ShieldCheck : ShieldQuestion;
          return (
            <li key={treatment_id} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2">
              <Icon aria-hidden className={diagnosis ? "size-4 text-success" : "size-4 text-warning"} />
              <p className="min-w-0 flex-1 basis-48 break-words">
                <span className="font-medium">{name}</span> {inside ? "lleva algo estético." : "es estético."}{" "}
                <span className="text-muted-foreground">
                  {diagnosis ? (
                    <>
                      Diagnóstico firmado el {formatDate(diagnosis.signed_on)}, huella{" "}
                      <span className="font-mono text-xs">{diagnosis.sha256.slice(0, 12)}</span>
                    </>
                  ) : untaxed ? (
                    "Sin IVA necesita un diagnóstico; si no lo hay, use la tarifa general."
                  ) : (
                    "Lleva IVA: no necesita diagnóstico."
                  )}
                </span>
              </p>
              {mayWrite && (diagnosis || untaxed) && (
                <Button
                  variant={diagnosis ? "ghost" : "outline"}
                  size="sm"
                  disabled={disabled}
                  loading={isPending}
                  onClick={() => (diagnosis ? unlink(treatment_id) : link(treatment_id))}
                >
                  {diagnosis ? "Quitar" : "Vincular diagnóstico"}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {mayWrite && disabled && <p className="text-xs text-muted-foreground">Guarde el borrador para vincularlo.</p>}
    </section>
  );
}

function useLinking({ id, version }: Invoice) {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ treatment, wanted }: { treatment: number; wanted: boolean }) =>
      wanted
        ? api(invoiceSchema, `${INVOICES}/${id}/diagnoses`, {
            method: "POST",
            version,
            body: { treatment_id: treatment },
          })
        : api(invoiceSchema, `${INVOICES}/${id}/diagnoses/${treatment}`, { method: "DELETE", version }),
    onSuccess: (invoice, { wanted }) => {
      notify(wanted ? "Diagnóstico vinculado" : "Diagnóstico quitado");
      return changed(client, invoice);
    },
    onError: (error) => {
      notifyError(error);
      void changed(client);
    },
  });
  return {
    isPending: mutation.isPending,
    link: (treatment: number) => mutation.mutate({ treatment, wanted: true }),
    unlink: (treatment: number) => mutation.mutate({ treatment, wanted: false }),
  };
}
