"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Percent, PiggyBank, Ticket, X } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useState } from "react";
import { Money } from "@/components/patterns/money";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/skeleton";
import { accountPath, appointmentPath, heldPackagePath, invoicePath, patientPath } from "@/config/navigation";
import { accountQuery } from "@/entities/account/queries";
import { Aesthetics } from "@/entities/invoice/aesthetics";
import { typedDiscount } from "@/entities/invoice/discount";
import type { Invoice } from "@/entities/invoice/schema";
import { heldQuery } from "@/entities/package/queries";
import { useHotkey } from "@/hooks/use-hotkey";
import { AlertKindsOf } from "@/entities/patient/alert-kinds-of";
import { isZero } from "@/lib/decimal";
import { formatMoney, formatPercent, formatQuantity } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { notify, notifyError } from "@/lib/toast";
import { cn } from "@/lib/utils";
import { useCorrect } from "../api";
import { asItIs, discountOf, packageOf, withoutLine } from "../draft";

const DiscountForm = lazy(
  () => import("./discount-form").then((file) => file.DiscountForm),
  <Skeleton className="h-48 w-full" />,
);
const BuyerChoice = lazy(
  () => import("./buyer-choice").then((file) => file.BuyerChoice),
  <Skeleton className="m-4 h-32 rounded-md" />,
);
const AddConcept = lazy(
  () => import("./add-concept").then((file) => file.AddConcept),
  <Skeleton className="mx-4 my-2 h-8 w-40 rounded-md" />,
);
const InvoiceNote = lazy(
  () => import("./invoice-note").then((file) => file.InvoiceNote),
  <Skeleton className="mx-4 mb-3 h-14 rounded-md" />,
);
const ApprovalDialog = lazy(() => import("@/entities/invoice/approval-dialog").then((file) => file.ApprovalDialog));

/** What they owe and who the invoice is made out to. What is taken off and who deduces it are changed in place. */
export function AccountPane({ invoice, onBack }: { invoice: Invoice; onBack: () => void }) {
  const draft = invoice.status === "DRAFT";
  const mayCorrect = useCan("invoices:write") && draft;
  return (
    <Card className="flex flex-col overflow-hidden" role="region" aria-label="La cuenta">
      <header className="flex items-center gap-3 border-b px-4 py-3">
        <Button variant="ghost" size="icon" className="-ml-2 md:hidden" aria-label="Volver a la lista" onClick={onBack}>
          <ArrowLeft aria-hidden />
        </Button>
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-lg font-semibold tracking-[-0.01em]">{invoice.buyer.name}</h2>
          <p className="truncate text-sm text-muted-foreground">
            <span className="font-mono">{invoice.buyer.document}</span>
            {invoice.doctor && ` · ${invoice.doctor.name}`}
          </p>
        </div>
        {invoice.patient_id && <Favours patientId={invoice.patient_id} />}
        {!draft && <Badge variant="outline">{invoice.number}</Badge>}
      </header>
      {invoice.plan && !isZero(invoice.plan.overdue) && (
        <Alert variant="warning" className="m-3">
          Tiene {formatMoney(invoice.plan.overdue)} de cuotas vencidas.
        </Alert>
      )}
      {invoice.to_mend.length > 0 && (
        <Alert variant="warning" className="m-3">
          Corrija el borrador antes de cobrar. {invoice.to_mend[0]!.message}
        </Alert>
      )}
      {invoice.aesthetics.length > 0 && (
        <div className="border-b px-4 py-1">
          <Aesthetics invoice={invoice} />
        </div>
      )}
      {invoice.patient_id && <AlertKindsOf patientId={invoice.patient_id} className="border-b px-4 py-2" />}
      {draft && invoice.approval?.needed && <AskApproval invoice={invoice} />}
      <div className="min-h-0 flex-1 overflow-auto">
        <Lines invoice={invoice} mayCorrect={mayCorrect} />
        {mayCorrect && <AddConcept key={invoice.id} invoice={invoice} />}
        <div className="border-t">
          <div className="2xl:grid 2xl:grid-cols-[1fr_15rem]">
            {mayCorrect && (
              <div className="order-first [&>section]:border-t-0">
                <BuyerChoice key={invoice.id} invoice={invoice} />
                <InvoiceNote key={`note ${invoice.id}`} invoice={invoice} />
              </div>
            )}
            <dl
              className={cn(
                "w-full space-y-1.5 px-4 py-3 text-sm",
                mayCorrect ? "border-t 2xl:border-l 2xl:border-t-0" : "ml-auto max-w-64 2xl:col-start-2",
              )}
            >
              {!isZero(invoice.discount) && <Sum label="Rebaja" value={`-${invoice.discount}`} />}
              <Sum label="Subtotal" value={invoice.subtotal} />
              {!isZero(invoice.iva) && <Sum label="IVA" value={invoice.iva} />}
              <Sum label="Total" value={invoice.total} strong />
              {!isZero(invoice.paid) && <Sum label="Ya pagado" value={invoice.paid} />}
            </dl>
          </div>
        </div>
      </div>
      <footer className="flex flex-wrap gap-x-4 gap-y-1 border-t px-4 py-3 text-sm">
        <Link className="font-medium text-primary hover:underline" href={invoicePath(invoice.id)}>
          {draft ? "Corregir el borrador" : "Ver la factura"}
        </Link>
        {invoice.appointment_id && (
          <Link className="font-medium text-primary hover:underline" href={appointmentPath(invoice.appointment_id)}>
            Ver la cita
          </Link>
        )}
        {invoice.patient_id && (
          <Link className="font-medium text-primary hover:underline" href={patientPath(invoice.patient_id)}>
            Ver la ficha
          </Link>
        )}
      </footer>
    </Card>
  );
}

/** Each line with what is taken off it; `D` opens the first one's. */
function Lines({ invoice, mayCorrect }: { invoice: Invoice; mayCorrect: boolean }) {
  const [reducing, setReducing] = useState<number | null>(null);
  const first = invoice.lines.find((line) => !isZero(line.unit_price));
  useHotkey("d", () => first && setReducing(first.position), { enabled: mayCorrect });
  const correct = useCorrect(invoice);
  // The last one is discarded with its draft.
  const mayRemove = mayCorrect && invoice.lines.length > 1;

  function remove(line: Invoice["lines"][number]) {
    correct.mutateAsync(withoutLine(invoice, line.position)).then((left) => {
      const undo = () => void correct.mutateAsync({ ...asItIs(invoice), at: left.version }).catch(notifyError);
      notify(`Ya no se cobra ${line.description}`, { undo });
    }, notifyError);
  }

  return (
    <table className="w-full text-sm">
      <thead className="bg-muted text-left text-xs text-muted-foreground">
        <tr>
          <th className="px-4 py-2 font-medium">Concepto</th>
          <th className="hidden px-2 py-2 text-right font-medium sm:table-cell lg:max-[1360px]:hidden">Precio</th>
          <th className="px-2 py-2 text-right font-medium">Rebaja</th>
          <th className="px-4 py-2 text-right font-medium">Subtotal</th>
          {mayRemove && (
            <th className="w-8">
              <span className="sr-only">Quitar</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody className="divide-y">
        {invoice.lines.map((line) => {
          const paidBefore = packageOf(line);
          const own = discountOf(invoice, line);
          return (
            <tr key={line.id}>
              <td className="px-4 py-2.5">
                <span className="font-medium">{paidBefore?.name ?? line.description}</span>
                {paidBefore ? (
                  <span className="flex items-start gap-1 text-xs text-success">
                    <Ticket aria-hidden className="mt-0.5 size-3 shrink-0" /> {paidBefore.by}
                  </span>
                ) : (
                  <span className="block text-xs text-muted-foreground">
                    {formatQuantity(line.quantity)} · IVA {formatPercent(line.iva_rate)}
                    {own && ` · ${own.reason}`}
                  </span>
                )}
              </td>
              <td className="hidden px-2 text-right sm:table-cell lg:max-[1360px]:hidden">
                <Money value={line.unit_price} dashZero />
              </td>
              <td className="px-2 text-right">
                {mayCorrect && !isZero(line.unit_price) ? (
                  <Popover
                    open={reducing === line.position}
                    onOpenChange={(open) => setReducing(open ? line.position : null)}
                  >
                    <PopoverTrigger asChild>
                      <Button
                        variant="outline"
                        size="sm"
                        aria-label={`Rebaja en ${line.description}`}
                        className={cn("tabular-nums", !own && "border-dashed font-normal text-muted-foreground")}
                      >
                        {own ? `−${typedDiscount(own)}` : <Percent aria-hidden />}
                        {!own && <span className="hidden sm:inline">rebaja</span>}
                      </Button>
                    </PopoverTrigger>
                    <PopoverContent align="end" className="w-80">
                      <DiscountForm invoice={invoice} line={line} onDone={() => setReducing(null)} />
                    </PopoverContent>
                  </Popover>
                ) : (
                  <Money value={line.discount} dashZero />
                )}
              </td>
              <td className="px-4 text-right">
                <Money value={line.subtotal} strong />
              </td>
              {mayRemove && (
                <td className="pr-2 text-right">
                  {!paidBefore && (
                    <Button
                      variant="ghost"
                      size="icon"
                      className="-ml-3 text-muted-foreground"
                      disabled={correct.isPending}
                      aria-label={`Quitar ${line.description}`}
                      onClick={() => remove(line)}
                    >
                      <X aria-hidden />
                    </Button>
                  )}
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What the patient paid before: sessions of a package, and money in their favour. */
function Favours({ patientId }: { patientId: number }) {
  const account = useQuery(accountQuery(patientId));
  const seesPackages = useCan("packages:read");
  const held = useQuery({ ...heldQuery({ patient_id: patientId, limit: 20 }), enabled: seesPackages });
  const open = held.data?.data.filter(({ state }) => state === "OPEN") ?? [];
  const credit = account.data?.credit ?? "0";
  return (
    <span className="flex flex-wrap justify-end gap-1.5">
      {open.slice(0, 1).map((one) => (
        <Link key={one.id} href={heldPackagePath(one.id)} className="max-w-52">
          <Badge variant="success" icon={Ticket} className="max-w-full">
            <span className="truncate">
              {one.name}: {one.sessions - one.used === 1 ? "queda" : "quedan"} {one.sessions - one.used} de{" "}
              {one.sessions}
            </span>
          </Badge>
        </Link>
      ))}
      {open.length > 1 && <Badge variant="success">y {open.length - 1} más</Badge>}
      {!isZero(credit) && (
        <Link href={accountPath(patientId)}>
          <Badge variant="info" icon={PiggyBank}>
            A favor {formatMoney(credit)}
          </Badge>
        </Link>
      )}
    </span>
  );
}

/** Above the limit of the role somebody else says yes, without the cashier leaving the counter. */
function AskApproval({ invoice }: { invoice: Invoice }) {
  const [asking, setAsking] = useState(false);
  const { percent, limit } = invoice.approval!;
  return (
    <>
      <Alert
        variant="warning"
        className="m-3"
        action={
          <Button variant="outline" size="sm" onClick={() => setAsking(true)}>
            Pedir aprobación
          </Button>
        }
      >
        Su rol rebaja hasta {formatPercent(limit)}. Con {formatPercent(percent)} la aprueba otra persona, aquí con su
        contraseña.
      </Alert>
      {asking && (
        <ApprovalDialog invoice={invoice} onApproved={() => setAsking(false)} onClose={() => setAsking(false)} />
      )}
    </>
  );
}

function Sum({ label, value, strong }: { label: string; value: string; strong?: boolean }) {
  return (
    <div className="flex justify-between">
      <dt className={strong ? "font-semibold" : "text-muted-foreground"}>{label}</dt>
      <dd>
        <Money value={value} strong={strong} />
      </dd>
    </div>
  );
}
