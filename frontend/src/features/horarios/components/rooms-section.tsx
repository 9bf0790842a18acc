"use client";

import { useQuery } from "@tanstack/react-query";
import { DoorOpen, Plus } from "lucide-react";
import { useState } from "react";
import { NumberField, TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { StateBadge } from "@/components/patterns/status-badge";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { roomsQuery } from "@/entities/schedule/queries";
import type { Room, Stranded } from "@/entities/schedule/schema";
import { StrandedDialog } from "@/entities/schedule/stranded-dialog";
import { announce, notifyError } from "@/lib/toast";
import { useChangeRoom, useCreateRoom } from "../api";
import { roomForm } from "../forms";

/** The clinic's rooms: named, renamed, taken out of use. */
export function RoomsSection() {
  const query = useQuery(roomsQuery);
  const change = useChangeRoom();
  const [stranded, setStranded] = useState<Stranded | null>(null);
  const [form, setForm] = useState<{ room?: Room; serial: number; open: boolean }>({ serial: 0, open: false });
  const [closing, setClosing] = useState<Room | null>(null);
  const edit = (room?: Room) => setForm((before) => ({ room, serial: before.serial + 1, open: true }));

  async function reopen(room: Room) {
    await change
      .mutateAsync({ room, active: true })
      .then(() => announce(`${room.name} vuelve a la agenda`), notifyError);
  }

  return (
    <Card aria-label="Consultorios">
      <CardHeader className="pb-3">
        <CardTitle>Consultorios</CardTitle>
        <CardAction>
          <Button variant="outline" size="sm" onClick={() => edit()}>
            <Plus aria-hidden />
            Nuevo consultorio
          </Button>
        </CardAction>
      </CardHeader>
      {query.isPending && <Skeleton className="mx-4 mb-4 h-10 w-auto" />}
      {query.isError && (
        <ErrorState bare error={query.error} what="los consultorios" onRetry={() => void query.refetch()} />
      )}
      {query.data?.length === 0 && (
        <EmptyState bare icon={DoorOpen} title="Todavía no hay consultorios" className="pb-8 pt-4">
          Con ellos la agenda impide que dos citas ocupen la misma sala.
        </EmptyState>
      )}
      <ul>
        {query.data?.map((room) => (
          <li key={room.id} className="flex flex-wrap items-center gap-x-2 border-t border-border px-4 py-2 text-sm">
            <span className="min-w-0 flex-1 basis-full break-words font-medium sm:basis-0">
              {room.name}
              {(room.kind || room.capacity > 1) && (
                <span className="ml-2 font-normal text-muted-foreground">
                  {[room.kind, room.capacity > 1 && `${room.capacity} citas a la vez`].filter(Boolean).join(" · ")}
                </span>
              )}
            </span>
            {!room.active && <StateBadge state="inactive" />}
            <Button
              variant="ghost"
              size="sm"
              className="max-sm:-ml-3"
              onClick={() => edit(room)}
              aria-label={`Cambiar ${room.name}`}
            >
              Cambiar
            </Button>
            {room.active ? (
              <Button variant="ghost" size="sm" onClick={() => setClosing(room)} aria-label={`Desactivar ${room.name}`}>
                Desactivar
              </Button>
            ) : (
              <Button variant="ghost" size="sm" onClick={() => void reopen(room)} aria-label={`Activar ${room.name}`}>
                Activar
              </Button>
            )}
          </li>
        ))}
      </ul>
      <RoomDialog
        key={form.serial}
        room={form.room}
        open={form.open}
        onClose={() => setForm((before) => ({ ...before, open: false }))}
      />
      {closing && (
        <ConfirmDialog
          open
          onOpenChange={(next) => !next && setClosing(null)}
          title={`Desactivar ${closing.name}`}
          description="Ya no se podrá elegir en citas nuevas. Las citas que ya lo tienen no cambian: al terminar verá cuáles son."
          confirmLabel="Desactivar"
          onConfirm={async () => {
            const saved = await change.mutateAsync({ room: closing, active: false });
            announce(`${closing.name} desactivado`);
            if (saved.stranded.total > 0) setStranded(saved.stranded);
          }}
        />
      )}
      <StrandedDialog stranded={stranded} onClose={() => setStranded(null)} />
    </Card>
  );
}

function RoomDialog({ room, open, onClose }: { room?: Room; open: boolean; onClose: () => void }) {
  const change = useChangeRoom();
  const create = useCreateRoom();
  const rooms = useQuery(roomsQuery);
  const kinds = [...new Set(rooms.data?.flatMap(({ kind }) => kind ?? []))];
  const form = useZodForm(roomForm, {
    defaultValues: {
      name: room?.name ?? "",
      kind: room?.kind ?? "",
      capacity: String(room?.capacity ?? 1) as unknown as number,
    },
  });
  return (
    <FormDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={room ? `Cambiar ${room.name}` : "Nuevo consultorio"}
      form={form}
      submitLabel={room ? "Guardar consultorio" : "Crear consultorio"}
      onSubmit={async ({ kind, ...values }) => {
        const body = { ...values, kind: kind || null };
        await (room ? change.mutateAsync({ room, ...body }) : create.mutateAsync(body));
        announce(room ? "Consultorio guardado" : `${values.name} creado`);
      }}
    >
      <TextField control={form.control} name="name" label="Nombre" placeholder="Consultorio 1" maxLength={80} />
      <TextField
        control={form.control}
        name="kind"
        label="Tipo"
        optional
        hint="Para los tratamientos que necesitan uno: «Rayos X», «Quirófano»."
        maxLength={40}
        list="tipos-de-consultorio"
      />
      <datalist id="tipos-de-consultorio">
        {kinds.map((kind) => (
          <option key={kind} value={kind} />
        ))}
      </datalist>
      <NumberField
        control={form.control}
        name="capacity"
        inputClassName="max-w-28"
        label="Citas a la vez"
        hint="Más de una, si tiene varios sillones."
      />
    </FormDialog>
  );
}
