"use client";

import { CalendarCheck, Ellipsis, History, Pencil, UserMinus } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { Entry, Gap } from "@/entities/waitlist/schema";
import { lazy } from "@/lib/lazy";
import { notify } from "@/lib/toast";
import { useGive, useWithdrawEntry } from "../api";
import { hourOf } from "../words";

const EntrySheet = lazy(() => import("@/entities/waitlist/entry-sheet").then((file) => file.EntrySheet));
const TurnsDialog = lazy(() => import("./turns-dialog").then((file) => file.TurnsDialog));

type Props = {
  entry: Entry;
  /** The hour that was chosen, where it suits. */
  gap: Gap | null;
};

/** What is done with somebody who waits. */
export function EntryMenu({ entry, gap }: Props) {
  const [open, setOpen] = useState<"edit" | "turns" | "withdraw" | "give" | null>(null);
  const give = useGive();
  const withdraw = useWithdrawEntry();
  const close = () => setOpen(null);
  const { name } = entry.patient;
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={`Acciones de ${name}`}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {gap && (
            <DropdownMenuItem onSelect={() => setOpen("give")}>
              <CalendarCheck aria-hidden />
              Reservar {hourOf(gap).toLowerCase()}
            </DropdownMenuItem>
          )}
          <DropdownMenuItem onSelect={() => setOpen("edit")}>
            <Pencil aria-hidden />
            Cambiar
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setOpen("turns")}>
            <History aria-hidden />
            Horas ofrecidas
          </DropdownMenuItem>
          <DropdownMenuItem variant="destructive" onSelect={() => setOpen("withdraw")}>
            <UserMinus aria-hidden />
            Retirar de la lista
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {open === "edit" && <EntrySheet entry={entry} onClose={close} />}
      {open === "turns" && <TurnsDialog entry={entry} onClose={close} />}
      <ConfirmDialog
        open={open === "withdraw"}
        onOpenChange={(on) => !on && close()}
        title={`Retirar a ${name} de la lista`}
        description="Ya no se le ofrecerán horas, y los enlaces que tenga dejan de servir."
        confirmLabel="Retirar"
        reason
        onConfirm={async (reason) => {
          await withdraw.mutateAsync({ entry, reason });
          notify(`${name} ya no está en la lista`);
        }}
      />
      {gap && (
        <ConfirmDialog
          open={open === "give"}
          onOpenChange={(on) => !on && close()}
          title={`Reservar ${hourOf(gap).toLowerCase()} para ${name}`}
          description={
            entry.gives_up
              ? "Su cita se adelanta a esa hora, y la que deja queda libre para otra persona."
              : "La cita queda agendada. A quienes se les ofreció leen que ya no está."
          }
          confirmLabel="Reservar"
          destructive={false}
          onConfirm={async () => {
            await give.mutateAsync({ gapId: gap.id, entryId: entry.id });
            notify(`${name}: ${hourOf(gap).toLowerCase()}`);
          }}
        />
      )}
    </>
  );
}
