"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, Scan } from "lucide-react";
import { useState } from "react";
import { NumberField, TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { StateBadge } from "@/components/patterns/status-badge";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { equipmentQuery, type Equipment } from "@/entities/schedule/needs";
import { announce, notify, notifyError } from "@/lib/toast";
import { useSaveEquipment } from "../api";
import { equipmentForm } from "../forms";

/** What several visits share: no more use it at once than there are. */
export function EquipmentSection() {
  const query = useQuery(equipmentQuery);
  const save = useSaveEquipment();
  const [form, setForm] = useState<{ piece?: Equipment; serial: number; open: boolean }>({ serial: 0, open: false });
  const edit = (piece?: Equipment) => setForm((before) => ({ piece, serial: before.serial + 1, open: true }));

  async function setActive(piece: Equipment, active: boolean) {
    await save.mutateAsync({ piece, active }).then(
      (saved) =>
        notify(active ? `${piece.name} vuelve a usarse` : `${piece.name} fuera de uso`, {
          undo: () => void setActive(saved, !active),
        }),
      notifyError,
    );
  }

  return (
    <Card aria-label="Equipos">
      <CardHeader className="pb-3">
        <CardTitle>Equipos</CardTitle>
        <CardAction>
          <Button variant="outline" size="sm" onClick={() => edit()}>
            <Plus aria-hidden />
            Nuevo equipo
          </Button>
        </CardAction>
      </CardHeader>
      {query.isPending && <Skeleton className="mx-4 mb-4 h-10 w-auto" />}
      {query.isError && <ErrorState bare error={query.error} what="los equipos" onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && (
        <EmptyState bare icon={Scan} title="Todavía no hay equipos" className="pb-8 pt-4">
          Un sensor de rayos X, un láser: en la página de un tratamiento se dice cuál ocupa, y la agenda no lo da dos
          veces.
        </EmptyState>
      )}
      <ul>
        {query.data?.map((piece) => (
          <li key={piece.id} className="flex flex-wrap items-center gap-x-2 border-t border-border px-4 py-2 text-sm">
            <span className="min-w-0 flex-1 basis-full break-words font-medium sm:basis-0">
              {piece.name}
              {piece.capacity > 1 && <span className="ml-2 font-normal text-muted-foreground">{piece.capacity}</span>}
            </span>
            {!piece.active && <StateBadge state="inactive" />}
            <Button
              variant="ghost"
              size="sm"
              className="max-sm:-ml-3"
              onClick={() => edit(piece)}
              aria-label={`Cambiar ${piece.name}`}
            >
              Cambiar
            </Button>
            <Button
              variant="ghost"
              size="sm"
              onClick={() => void setActive(piece, !piece.active)}
              aria-label={`${piece.active ? "Desactivar" : "Activar"} ${piece.name}`}
            >
              {piece.active ? "Desactivar" : "Activar"}
            </Button>
          </li>
        ))}
      </ul>
      <EquipmentDialog
        key={form.serial}
        piece={form.piece}
        open={form.open}
        onClose={() => setForm((before) => ({ ...before, open: false }))}
      />
    </Card>
  );
}

function EquipmentDialog({ piece, open, onClose }: { piece?: Equipment; open: boolean; onClose: () => void }) {
  const save = useSaveEquipment();
  const form = useZodForm(equipmentForm, {
    defaultValues: { name: piece?.name ?? "", capacity: String(piece?.capacity ?? 1) as unknown as number },
  });
  return (
    <FormDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={piece ? `Cambiar ${piece.name}` : "Nuevo equipo"}
      form={form}
      submitLabel={piece ? "Guardar equipo" : "Crear equipo"}
      onSubmit={async (values) => {
        await save.mutateAsync({ piece, ...values });
        announce(piece ? "Equipo guardado" : `${values.name} creado`);
      }}
    >
      <TextField control={form.control} name="name" label="Nombre" placeholder="Sensor de rayos X" maxLength={80} />
      <NumberField control={form.control} name="capacity" inputClassName="max-w-28" label="Cuántos hay" />
    </FormDialog>
  );
}
