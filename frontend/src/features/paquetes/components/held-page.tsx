"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarPlus, CalendarX2, Ticket, Undo2, UserPlus, X } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useState } from "react";
import { Can, RequirePermission } from "@/components/patterns/can";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { KpiStrip } from "@/components/patterns/kpi-strip";
import { Money } from "@/components/patterns/money";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { accountPath, appointmentPath, invoicePath } from "@/config/navigation";
import { heldDetailQuery } from "@/entities/package/queries";
import type { HeldDetail, SessionUse } from "@/entities/package/schema";
import { HeldBadge } from "@/entities/package/state";
import { useTitle } from "@/hooks/use-title";
import { useIdParam } from "@/hooks/use-url-state";
import { formatDate, formatMoney } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { saying } from "@/lib/saying";
import { announce } from "@/lib/toast";
import { useHeldAct, useUndoSession, useUnshare } from "../api";

const ShareDialog = lazy(() => import("./held-dialogs").then((file) => file.ShareDialog));
const ExtendDialog = lazy(() => import("./held-dialogs").then((file) => file.ExtendDialog));
const RedeemDialog = lazy(() => import("./held-dialogs").then((file) => file.RedeemDialog));
const RefundSheet = lazy(() => import("./held-dialogs").then((file) => file.RefundSheet));

type Dialog = "share" | "extend" | "redeem" | "refund" | "expiry";

/** A package that was sold: each of its sessions, who may use it, until when. */
export function HeldPage() {
  const id = useIdParam();
  return (
    <RequirePermission permission="packages:read" what="los paquetes">
      <PageBody>{id ? <Loaded key={id} id={id} /> : <EmptyState title="Falta elegir un paquete" />}</PageBody>
    </RequirePermission>
  );
}

function Loaded({ id }: { id: number }) {
  const query = useQuery(heldDetailQuery(id));
  if (query.error && !query.data)
    return <ErrorState error={query.error} what="el paquete" onRetry={() => void query.refetch()} />;
  if (!query.data)
    return (
      <div role="status" aria-label="Cargando el paquete" className="space-y-4">
        <Skeleton className="h-20 w-full rounded-xl" />
        <Skeleton className="h-64 w-full rounded-xl" />
      </div>
    );
  return <View held={query.data} />;
}

function View({ held }: { held: HeldDetail }) {
  useTitle(`${held.patient_name} · ${held.name}`);
  const [open, setOpen] = useState<Dialog | null>(null);
  const [undoing, setUndoing] = useState<SessionUse | null>(null);
  const undo = useUndoSession();
  const act = useHeldAct(held.id);
  const left = held.state === "OPEN" || held.state === "EXPIRED";
  const close = () => setOpen(null);
  return (
    <>
      <PageHeader
        breadcrumb={[
          { label: "Facturación", href: "/facturacion/" },
          { label: "Paquetes", href: "/facturacion/paquetes/" },
          { label: held.patient_name },
        ]}
        title={held.name}
        subtitle={
          <span className="flex flex-wrap items-center gap-2">
            <HeldBadge state={held.state} />
            <Can permission="invoices:read" fallback={held.patient_name}>
              <Link href={accountPath(held.patient_id)} className="font-medium text-primary hover:underline">
                {held.patient_name}
              </Link>
            </Can>
            <span className="whitespace-nowrap">
              factura{" "}
              <Link href={invoicePath(held.invoice_id)} className="font-mono text-xs text-primary hover:underline">
                {held.number}
              </Link>
            </span>
          </span>
        }
        actions={
          left && (
            <Can permission="packages:redeem">
              <Button onClick={() => setOpen("redeem")} disabled={held.state === "EXPIRED"}>
                <Ticket aria-hidden />
                Usar una sesión
              </Button>
            </Can>
          )
        }
      />
      <div className="space-y-4">
        <KpiStrip
          label="Paquete"
          items={[
            { label: "Sesiones usadas", value: `${held.used} de ${held.sessions}` },
            { label: "Cobrado", value: formatMoney(held.amount), note: "sin IVA" },
            {
              label: "Entregado",
              value: formatMoney(held.delivered),
              note: held.uses.some(isExpiry) ? "con lo vencido" : undefined,
            },
            { label: "Por entregar", value: formatMoney(held.remaining) },
          ]}
        />
        {left && (
          <div className="flex flex-wrap gap-2">
            <Can permission="packages:write">
              <Button variant="outline" onClick={() => setOpen("share")}>
                <UserPlus aria-hidden />
                Compartir
              </Button>
              {held.expires_on && (
                <Button variant="outline" onClick={() => setOpen("extend")}>
                  <CalendarPlus aria-hidden />
                  Ampliar el plazo
                </Button>
              )}
            </Can>
            {held.state === "EXPIRED" && (
              <Can permission="packages:write">
                <Button variant="outline" onClick={() => setOpen("expiry")}>
                  <CalendarX2 aria-hidden />
                  Reconocer como ingreso
                </Button>
              </Can>
            )}
            {!held.final_consumer && (
              <Can permission="invoices:credit">
                <Button variant="outline" onClick={() => setOpen("refund")}>
                  <Undo2 aria-hidden />
                  Devolver lo que queda
                </Button>
              </Can>
            )}
          </div>
        )}
        {left && held.final_consumer && (
          <p className="text-sm text-muted-foreground">
            Se facturó a consumidor final: esa factura no lleva nota de crédito, y lo que queda no se puede devolver.
          </p>
        )}
        <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
          <Uses held={held} onUndo={setUndoing} />
          <About held={held} />
        </div>
      </div>
      {open === "share" && <ShareDialog held={held} onClose={close} />}
      {open === "extend" && <ExtendDialog held={held} onClose={close} />}
      {open === "redeem" && <RedeemDialog held={held} onClose={close} />}
      {open === "refund" && <RefundSheet held={held} onClose={close} />}
      {open === "expiry" && (
        <ConfirmDialog
          open
          onOpenChange={(shown) => !shown && close()}
          title={`Reconocer ${formatMoney(held.remaining)} como ingreso`}
          description="Las sesiones que quedan vencieron: pasan a ser ingreso de hoy y ya no se deben. Cada una se puede deshacer, por ejemplo para ampliar el plazo."
          confirmLabel="Reconocer como ingreso"
          cancelLabel="Volver"
          onConfirm={saying(async () => {
            await act.mutateAsync({ act: "expiry" });
            announce("Lo vencido es ingreso de hoy");
          })}
        />
      )}
      {undoing && (
        <ConfirmDialog
          open
          onOpenChange={(shown) => !shown && setUndoing(null)}
          title={`Deshacer la sesión ${undoing.session} de ${undoing.treatment_name}`}
          description="Vuelve al paquete y deja de ser ingreso. Lo que la cita cobró aparte no cambia."
          confirmLabel="Deshacer sesión"
          reason
          onConfirm={saying(async (reason) => {
            await undo.mutateAsync({ id: undoing.id, reason });
            announce("Sesión devuelta al paquete");
          })}
        />
      )}
    </>
  );
}

/** What became of a session that nobody was given. */
const ENDED = { REFUNDED: "devuelta", EXPIRED: "vencida: reconocida como ingreso" };
const isExpiry = ({ kind, undone_at }: SessionUse) => kind === "EXPIRED" && !undone_at;

function Uses({ held, onUndo }: { held: HeldDetail; onUndo: (use: SessionUse) => void }) {
  return (
    <Card aria-label="Sesiones" className="overflow-hidden">
      <CardHeader className="pb-3">
        <CardTitle>Sesiones</CardTitle>
      </CardHeader>
      <ul className="divide-y divide-border border-t border-border">
        {held.uses.length === 0 && (
          <li className="px-4 py-6 text-sm text-muted-foreground">
            Aún no se usa ninguna. Se usan solas al terminar una cita de esos tratamientos.
          </li>
        )}
        {[...held.uses].reverse().map((use) => (
          <li key={use.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 text-sm">
            <span className="min-w-0 flex-1 basis-52">
              <span className={use.undone_at ? "text-muted-foreground line-through" : "font-medium"}>
                {use.treatment_name}, sesión {use.session}
              </span>
              <span className="block text-xs text-muted-foreground">
                {formatDate(use.day)} ·{" "}
                {use.kind !== "REDEEMED"
                  ? ENDED[use.kind]
                  : [use.patient_name, use.doctor_name].filter(Boolean).join(", con ")}
                {use.undone_reason && ` · deshecha: ${use.undone_reason}`}
              </span>
            </span>
            {use.appointment_id !== null && (
              <Can permission="appointments:read">
                <Link href={appointmentPath(use.appointment_id)} className="text-xs text-primary hover:underline">
                  Ver la cita
                </Link>
              </Can>
            )}
            {use.kind !== "REFUNDED" && !use.undone_at && (
              <Can permission={use.kind === "EXPIRED" ? "packages:write" : "packages:redeem"}>
                <Button variant="ghost" size="sm" onClick={() => onUndo(use)}>
                  Deshacer
                </Button>
              </Can>
            )}
            <Money value={use.value} className={use.undone_at ? "text-muted-foreground line-through" : undefined} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function About({ held }: { held: HeldDetail }) {
  const unshare = useUnshare(held.id);
  return (
    <Card aria-label="Lo que queda" className="space-y-4 p-4 text-sm">
      <div>
        <h2 className="mb-1 font-semibold">Quedan</h2>
        <ul className="space-y-1">
          {held.items.map((item) => (
            <li key={item.id} className="flex justify-between gap-3">
              <span className="min-w-0">{item.treatment_name}</span>
              <span className="whitespace-nowrap tabular-nums">
                {item.left} de {item.sessions}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h2 className="mb-1 font-semibold">Plazo</h2>
        <p>{held.expires_on ? `Vence el ${formatDate(held.expires_on)}.` : "No vence."}</p>
        {held.extensions.map((one) => (
          <p key={one.expires_on} className="text-xs text-muted-foreground">
            Se amplió desde el {formatDate(one.was)}: {one.reason}
          </p>
        ))}
      </div>
      <div>
        <h2 className="mb-1 font-semibold">También lo usan</h2>
        {held.sharers.length === 0 && <p className="text-muted-foreground">Nadie más.</p>}
        <ul>
          {held.sharers.map((one) => (
            <li key={one.patient_id} className="flex items-center justify-between gap-2">
              <span className="min-w-0 truncate">{one.patient_name}</span>
              <Can permission="packages:write">
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label={`Quitar a ${one.patient_name}`}
                  loading={unshare.isPending}
                  onClick={() => unshare.mutate(one.patient_id)}
                >
                  <X aria-hidden />
                </Button>
              </Can>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}
