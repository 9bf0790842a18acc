"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { tillsQuery } from "@/entities/cash/queries";
import type { Till } from "@/entities/cash/schema";
import { messageOf } from "@/lib/problem";
import { announce } from "@/lib/toast";
import { useChangeTill } from "../api";

/** The tills of the clinic: how each is called, and whether it is still used. */
export function TillsDialog({ onClose }: { onClose: () => void }) {
  const { data, error, refetch } = useQuery(tillsQuery);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Las cajas</DialogTitle>
          <DialogDescription>Lo que se cobró y se cerró queda con la caja, se llame como se llame.</DialogDescription>
        </DialogHeader>
        {error && !data ? (
          <ErrorState bare error={error} what="las cajas" onRetry={() => void refetch()} />
        ) : (
          <ul className="divide-y divide-border">
            {data?.map((till) => (
              <OneTill key={till.id} till={till} />
            ))}
          </ul>
        )}
      </DialogContent>
    </Dialog>
  );
}

function OneTill({ till }: { till: Till }) {
  const change = useChangeTill();
  const [name, setName] = useState(till.name);
  const wanted = name.trim();
  const [unnamed, setUnnamed] = useState(false);
  const send = (body: { name?: string; active?: boolean }, said: string) =>
    change.mutate({ id: till.id, version: till.version, ...body }, { onSuccess: () => announce(said) });
  return (
    <li className="space-y-2 py-3">
      <form
        className="flex items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          setUnnamed(!wanted);
          if (wanted) send({ name: wanted }, `La caja se llama ${wanted}`);
        }}
      >
        <Input
          aria-label={`Nombre de ${till.name}`}
          aria-invalid={unnamed || undefined}
          placeholder="Escriba un nombre"
          value={name}
          maxLength={40}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
        {wanted !== till.name && (
          <Button
            type="submit"
            variant="outline"
            aria-label={`Cambiar el nombre de ${till.name}`}
            loading={change.isPending}
          >
            Cambiar
          </Button>
        )}
      </form>
      <p className="flex items-center gap-2 text-xs text-muted-foreground">
        {!till.active && <Badge variant="neutral">Ya no se usa</Badge>}
        {till.open_by && `Abierta por ${till.open_by.name}`}
        {!till.open_by && (
          <Button
            variant="ghost"
            size="xs"
            className="-ml-2"
            disabled={change.isPending}
            aria-label={`${till.active ? "Dejar de usar" : "Volver a usar"} ${till.name}`}
            onClick={() =>
              send({ active: !till.active }, till.active ? `${till.name} ya no se usa` : `${till.name} se usa otra vez`)
            }
          >
            {till.active ? "Dejar de usar" : "Volver a usar"}
          </Button>
        )}
      </p>
      {change.error && <Alert variant="destructive">{messageOf(change.error)}</Alert>}
    </li>
  );
}
