"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { TextareaField } from "@/components/form/fields";
import { FormShell } from "@/components/form/form-shell";
import { Refusal } from "@/components/form/refusal";
import { useFormDraft } from "@/components/form/use-form-draft";
import { applyProblem, useZodForm } from "@/components/form/use-zod-form";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Kbd } from "@/components/ui/kbd";
import { FINAL_CONSUMER_LIMIT } from "@/entities/invoice/buyer";
import { ratesQuery } from "@/entities/invoice/queries";
import type { Invoice } from "@/entities/invoice/schema";
import { useHotkey } from "@/hooks/use-hotkey";
import { today } from "@/lib/dates";
import { compare } from "@/lib/decimal";
import { lazy } from "@/lib/lazy";
import { ApiError, isApiError } from "@/lib/problem";
import { useCan } from "@/lib/session";
import { draftForm, draftValuesOf, NEW_DRAFT, type DraftBody } from "../forms";
import { priceLine, ratesOn, totalsOf } from "../totals";
import { placeOf } from "../words";
import { BuyerFields } from "./buyer-fields";
import { DraftConflict } from "./draft-conflict";
import { LinesEditor } from "./lines-editor";
import { TotalsCard } from "./totals-card";
import { Aesthetics } from "@/entities/invoice/aesthetics";
import { WholeDiscount } from "./whole-discount";

const ApprovalDialog = lazy(() => import("@/entities/invoice/approval-dialog").then((file) => file.ApprovalDialog));

const CHOOSE = "También se guardó en otra ventana. Elija arriba cuál versión queda y vuelva a guardar.";

type DraftEditorProps = {
  /** Null for a new one. */
  invoice: Invoice | null;
  /** Saves over the version that was opened, and answers the draft as it is then. */
  save: (body: DraftBody, version: number | null) => Promise<Invoice>;
  /** What follows once it is saved: nothing, or its issue. */
  onSaved: (invoice: Invoice) => void;
  onIssue: (invoice: Invoice) => void;
  /** Reads the draft again, after somebody else changed it. */
  reload?: () => Promise<Invoice | undefined>;
  aside?: ReactNode;
};

export function DraftEditor({ invoice, save, onSaved, onIssue, reload, aside }: DraftEditorProps) {
  const [base, setBase] = useState(invoice);
  const [version, setVersion] = useState(invoice?.version ?? null);
  /** What another window saved meanwhile. */
  const [theirs, setTheirs] = useState<Invoice | null>(null);
  const [issuing, setIssuing] = useState(false);
  const [approving, setApproving] = useState<Invoice | null>(null);
  const mayCollect = useCan("payments:write");
  const rates = useQuery(ratesQuery);
  const form = useZodForm(draftForm, { defaultValues: invoice ? draftValuesOf(invoice) : NEW_DRAFT });
  const { isDirty, isSubmitting, errors, submitCount } = form.formState;
  const inForce = useMemo(() => {
    const codes = ratesOn(rates.data ?? [], today());
    return (rates.data ?? []).filter(({ code, rate }) => codes[code] === rate);
  }, [rates.data]);
  const lines = form.watch("lines");
  // Not memoised: react-hook-form hands out the same array, changed, on each keystroke.
  const codes = ratesOn(inForce, today());
  const totals = totalsOf(
    lines.map((line) => priceLine(line, codes)).filter((line) => line !== null),
    form.watch("discount"),
  );
  const kept = useFormDraft(form, { key: `invoice:${invoice?.id ?? "new"}`, version, onRestore: setVersion });

  function take(next: Invoice) {
    form.reset(draftValuesOf(next));
    setBase(next);
    setVersion(next.version);
    setTheirs(null);
    kept.forget();
  }

  /** What is typed here stays, to be saved over what the other window left. */
  function keepMine(over: Invoice) {
    const typed = form.getValues();
    form.reset(draftValuesOf(over));
    form.reset(typed, { keepDefaultValues: true });
    setBase(over);
    setVersion(over.version);
    setTheirs(null);
  }

  // A draft follows its patient's new details: what nobody is typing over is shown at once.
  useEffect(() => {
    if (invoice && base && invoice.version !== base.version && !isDirty && !isSubmitting) take(invoice);
    // Only a new version matters, not each keystroke.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [invoice?.version]);

  const store = async (body: DraftBody) => {
    try {
      const draft = base && !isDirty ? base : await save(body, version);
      take(draft);
      return draft;
    } catch (error) {
      const found = isApiError(error, 412) ? await reload?.() : undefined;
      if (!found || !isApiError(error)) throw error;
      setTheirs(found);
      throw new ApiError({ ...error.problem, status: 409, detail: CHOOSE });
    }
  };
  const saved = base !== null && !isDirty;
  const mends = base?.to_mend ?? [];
  // Also what is wrong in a field that is not on the screen: a button never does nothing without a word.
  const wrong = submitCount > 0 ? problemsOf(errors) : [];
  const issueRefusal =
    form.watch("buyer.id_type") === "07" && compare(totals.total, FINAL_CONSUMER_LIMIT) > 0
      ? "Pase de consumidor final a un cliente con datos para emitir."
      : lines.length > 0 && compare(totals.total, 0) === 0
        ? "No se emite una factura sin valor."
        : saved && mends.length > 0
          ? "Corrija lo señalado y guarde para emitir."
          : null;

  // Enter in a field saves; only its own button or shortcut issues, which is not undone.
  const saveNow = form.handleSubmit((body) => store(body).then(onSaved, (error) => applyProblem(form, error)));
  const issueNow = form.handleSubmit((body) => store(body).then(proceed, (error) => applyProblem(form, error)));
  function proceed(draft: Invoice) {
    if (draft.to_mend.length > 0) return;
    if (draft.approval?.needed) setApproving(draft);
    else onIssue(draft);
  }
  async function issue() {
    if (isSubmitting || issueRefusal) return;
    setIssuing(true);
    await issueNow();
    setIssuing(false);
  }
  useHotkey("mod+s", () => void (isSubmitting || saved || saveNow()));
  useHotkey("mod+enter", () => void issue());
  if (rates.error && !rates.data)
    return <ErrorState error={rates.error} what="las tarifas de IVA" onRetry={() => void rates.refetch()} />;

  return (
    <>
      <FormShell guarded refusalElsewhere form={form} onSubmit={async (body) => onSaved(await store(body))}>
        {kept.restored && (
          <Alert
            action={
              <Button
                variant="outline"
                size="sm"
                onClick={() => {
                  form.reset(base ? draftValuesOf(base) : NEW_DRAFT);
                  setVersion(base?.version ?? null);
                  kept.forget();
                }}
              >
                Descartar cambios
              </Button>
            }
          >
            Aquí está lo que dejó sin guardar.
          </Alert>
        )}
        {theirs && (
          <DraftConflict theirs={theirs} onKeepMine={() => keepMine(theirs)} onTakeTheirs={() => take(theirs)} />
        )}
        {mends.length > 0 && (
          <Alert variant="warning">
            Así no se emite. Corríjalo y guarde antes de emitir:
            <ul className="mt-1 list-disc pl-5">
              {mends.map(({ field, message }) => (
                <li key={`${field} ${message}`} className="break-words">
                  <span className="font-medium first-letter:uppercase">{placeOf(field)}</span>: {message}
                </li>
              ))}
            </ul>
          </Alert>
        )}
        <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_320px]">
          <div className="min-w-0 space-y-4">
            <BuyerFields form={form} total={totals.total} />
            <LinesEditor form={form} rates={inForce} defaultIva={inForce[0]?.code ?? ""} />
            {invoice && invoice.aesthetics.length > 0 && (
              <Card className="px-4 py-2">
                <Aesthetics invoice={invoice} disabled={!saved} />
              </Card>
            )}
            <WholeDiscount form={form} approval={saved ? base.approval : null} />
            <Card className="p-4">
              <TextareaField
                control={form.control}
                name="notes"
                label="Observaciones"
                optional
                rows={2}
                hint="Salen en la factura impresa."
              />
            </Card>
          </div>
          <div className="space-y-4 xl:sticky xl:top-20">
            <TotalsCard totals={totals}>
              {issueRefusal && (
                <p role="status" className="text-xs text-warning-fg">
                  {issueRefusal}
                </p>
              )}
              {wrong.length > 0 && (
                <p role="alert" className="break-words text-xs text-destructive">
                  Revise {wrong.map(({ field, message }) => `${placeOf(field)}: ${message}`).join(" ")}
                </p>
              )}
              <Refusal form={form} fieldsListed />
              <Button
                className="w-full"
                loading={issuing}
                disabled={isSubmitting || issueRefusal !== null}
                onClick={() => void issue()}
              >
                {mayCollect ? "Emitir y cobrar" : "Emitir factura"}
                <Kbd inverse className="w-auto">
                  Ctrl ↵
                </Kbd>
              </Button>
              <Button type="submit" variant="outline" className="w-full" disabled={isSubmitting || saved}>
                {saved ? "Borrador guardado" : "Guardar borrador"}
                <Kbd>Ctrl S</Kbd>
              </Button>
            </TotalsCard>
            {aside}
          </div>
        </div>
      </FormShell>
      {approving && (
        <ApprovalDialog
          invoice={approving}
          onApproved={(draft) => {
            take(draft);
            onIssue(draft);
          }}
          onClose={() => setApproving(null)}
        />
      )}
    </>
  );
}

type Problem = { field: string; message: string };

/** Every error of a form, wherever it stands in it. */
function problemsOf(errors: object, path = ""): Problem[] {
  return Object.entries(errors).flatMap(([name, error]: [string, unknown]) => {
    if (typeof error !== "object" || error === null || name === "root" || name === "ref") return [];
    const field = path ? `${path}.${name}` : name;
    const { message } = error as { message?: unknown };
    return typeof message === "string" ? [{ field, message }] : problemsOf(error, field);
  });
}
