"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarDays } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { CopyButton } from "@/components/patterns/copy-button";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { feedQuery } from "./queries";
import type { Feed } from "./schema";
import { useMakeFeed, useRevokeFeed } from "./api";
import { formatDateTime } from "@/lib/format";
import { messageOf } from "@/lib/problem";
import { notify } from "@/lib/toast";

const NAMES: Record<Feed["names"], string> = {
  NONE: "Nada: solo «Ocupado»",
  INITIALS: "Iniciales: A. P.",
  SHORT: "Nombre e inicial: Ana P.",
};

/** A professional's visits in their own calendar (Google, Outlook, Apple), by a private address that is shown once. */
export function FeedSection({ doctorId, bare }: { doctorId: number; bare?: boolean }) {
  const query = useQuery(feedQuery(doctorId));
  const make = useMakeFeed(doctorId);
  const revoke = useRevokeFeed(doctorId);
  const [names, setNames] = useState<Feed["names"]>("INITIALS");
  const [revoking, setRevoking] = useState(false);
  const feed = query.data?.feed;
  const url = make.data?.url;
  return (
    <Card aria-label="Calendario propio" className={bare ? "border-0 shadow-none" : undefined}>
      <CardHeader className="pb-3">
        <CardTitle>En su propio calendario</CardTitle>
        {feed && (
          <CardAction>
            <Button variant="outline" size="sm" onClick={() => setRevoking(true)}>
              Revocar
            </Button>
          </CardAction>
        )}
      </CardHeader>
      <CardContent className="space-y-3 text-sm">
        <p className="text-muted-foreground">
          Google, Outlook o Apple leen las citas por una dirección privada, sin nada clínico. Quien la tiene las lee: si
          se comparte por error, revóquela.
        </p>
        {query.isError && (
          <ErrorState bare error={query.error} what="el calendario" onRetry={() => void query.refetch()} />
        )}
        {query.isPending && <Skeleton className="h-10 w-full" />}
        {make.error && <Alert variant="destructive">{messageOf(make.error)}</Alert>}
        {url && (
          <div className="space-y-2">
            <Label htmlFor={`feed-${doctorId}`}>Dirección: cópiela ahora, no se muestra otra vez</Label>
            <Input
              id={`feed-${doctorId}`}
              readOnly
              className="font-mono text-xs"
              value={url}
              onFocus={(event) => event.target.select()}
            />
            <CopyButton text={url} label="Copiar dirección" variant="default" />
          </div>
        )}
        {feed && (
          <p>
            {NAMES[feed.names]}. Compartida {formatDateTime(feed.created_at)} por {feed.created_by};{" "}
            {feed.read_at ? `leída por última vez ${formatDateTime(feed.read_at)}.` : "todavía nadie la leyó."}
          </p>
        )}
        {query.data && (
          <div className="flex flex-wrap items-end gap-2">
            <div className="min-w-56 flex-1 space-y-1.5">
              <Label htmlFor={`names-${doctorId}`}>Qué dice de los pacientes</Label>
              <Select value={names} onValueChange={(value) => setNames(value as Feed["names"])}>
                <SelectTrigger id={`names-${doctorId}`}>
                  <SelectValue />
                </SelectTrigger>
                <SelectContent>
                  {Object.entries(NAMES).map(([value, label]) => (
                    <SelectItem key={value} value={value}>
                      {label}
                    </SelectItem>
                  ))}
                </SelectContent>
              </Select>
            </div>
            <Button
              variant="outline"
              loading={make.isPending}
              onClick={() =>
                void make.mutateAsync(names).then(
                  () => notify("Dirección creada"),
                  () => undefined,
                )
              }
            >
              <CalendarDays aria-hidden />
              {feed ? "Cambiar la dirección" : "Crear dirección"}
            </Button>
          </div>
        )}
      </CardContent>
      {revoking && (
        <ConfirmDialog
          open
          onOpenChange={(next) => !next && setRevoking(false)}
          title="Revocar la dirección"
          description="Los calendarios que la usan dejan de leer las citas."
          confirmLabel="Revocar"
          onConfirm={async () => {
            await revoke.mutateAsync();
            make.reset();
            notify("Dirección revocada");
          }}
        />
      )}
    </Card>
  );
}
