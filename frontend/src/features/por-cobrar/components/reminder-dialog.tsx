"use client";

import { Mail, MessageCircle } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { Money } from "@/components/patterns/money";
import { PermissionWords } from "@/components/patterns/permission-words";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { accountPath, invoicePath } from "@/config/navigation";
import type { Debt } from "@/entities/report/schema";
import { formatDate, formatPhone } from "@/lib/format";
import { isApiError, messageOf } from "@/lib/problem";
import { useCan } from "@/lib/session";
import { useRemind, type Channel } from "../api";

/** Reminds one person of one invoice: it is recorded first; then WhatsApp opens with it written, or the letter leaves. */
export function ReminderDialog({ debt, onClose }: { debt: Debt; onClose: () => void }) {
  const remind = useRemind();
  const mayRemind = useCan("payments:write");
  const { error } = remind;
  const repeated = isApiError(error) && error.problem.confirm === "confirm_repeated";
  const send = (channel: Channel) => remind.mutate({ id: debt.id, channel, repeated });
  const link = "rounded-sm text-primary underline-offset-4 hover:underline";
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{debt.buyer_name}</DialogTitle>
          <DialogDescription>
            Debe <Money value={debt.balance} strong className="text-foreground" /> de la factura del{" "}
            {formatDate(debt.issue_date)}.
          </DialogDescription>
        </DialogHeader>
        <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          <Link href={invoicePath(debt.id)} className={`${link} font-mono`}>
            {debt.number}
          </Link>
          {debt.patient_id !== null && (
            <Link href={accountPath(debt.patient_id)} className={link}>
              Su cuenta
            </Link>
          )}
          {debt.reminded_on && (
            <span className="text-muted-foreground">
              {debt.reminded_by} le escribió el {formatDate(debt.reminded_on)}
            </span>
          )}
        </p>
        {error && <Alert variant={repeated ? "warning" : "destructive"}>{saidBy(error)}</Alert>}
        {remind.data ? (
          <>
            <blockquote className="whitespace-pre-line rounded-lg border border-border bg-muted/60 px-3 py-2 text-sm">
              {remind.data.text}
            </blockquote>
            <DialogFooter>
              <Button variant="outline" onClick={onClose}>
                Cerrar
              </Button>
              {remind.data.url ? (
                <Button asChild data-main>
                  <a href={remind.data.url} target="_blank" rel="noreferrer" onClick={onClose}>
                    <MessageCircle aria-hidden />
                    Abrir WhatsApp de {formatPhone(remind.data.recipient)}
                  </a>
                </Button>
              ) : (
                <p role="status" className="self-center text-sm text-success">
                  Sale por correo a {remind.data.recipient}
                </p>
              )}
            </DialogFooter>
          </>
        ) : mayRemind ? (
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              Ahora no
            </Button>
            <Button variant="outline" disabled={remind.isPending} onClick={() => send("EMAIL")}>
              <Mail aria-hidden />
              {repeated ? "Otra vez, por correo" : "Por correo"}
            </Button>
            <Button data-main loading={remind.isPending} onClick={() => send("WHATSAPP")}>
              {repeated ? "Recordar otra vez" : "Recordar por WhatsApp"}
            </Button>
          </DialogFooter>
        ) : (
          <p className="text-sm text-muted-foreground">
            Recuerda quien tiene el permiso <PermissionWords name="payments:write" />. Lo asigna la administración.
          </p>
        )}
      </DialogContent>
    </Dialog>
  );
}

/** The sentence about the channel, which has no field here, rather than that fields need a look. */
const saidBy = (error: Error) =>
  isApiError(error) && error.fieldErrors.length > 0
    ? error.fieldErrors.map(({ message }) => message).join(" ")
    : messageOf(error);
