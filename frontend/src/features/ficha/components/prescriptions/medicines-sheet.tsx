"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CloseQuestion } from "@/components/form/close-question";
import { CheckboxField, TextField } from "@/components/form/fields";
import { FormGrid, FormShell } from "@/components/form/form-shell";
import { useFormCloseGuard } from "@/components/form/use-close-guard";
import { useZodForm } from "@/components/form/use-zod-form";
import { ErrorState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import {
  Sheet,
  SheetBody,
  SheetContent,
  SheetDescription,
  SheetFooter,
  SheetHeader,
  SheetTitle,
} from "@/components/ui/sheet";
import { favouritesQuery, medicinesQuery } from "@/entities/prescription/queries";
import { useDebounced } from "@/hooks/use-debounced";
import { requiredText } from "@/lib/fields";
import { announce, notifyError } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { RowsSkeleton } from "../rows-skeleton";
import { useAddMedicine, useChangeMedicine, useRetireFavourite } from "./api";

const medicineForm = z.object({
  dci: requiredText(120),
  concentration: requiredText(60),
  form: requiredText(80),
  controlled: z.boolean(),
});
const EMPTY = { dci: "", concentration: "", form: "", controlled: false };

/** The clinic's own list: what may be prescribed here. */
export function MedicinesSheet({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const { data, error, refetch } = useQuery(medicinesQuery(useDebounced(typed.trim())));
  const add = useAddMedicine();
  const change = useChangeMedicine();
  const form = useZodForm(medicineForm, { defaultValues: EMPTY });
  const guard = useFormCloseGuard(form, { open: true, close: onClose });
  return (
    <Sheet open onOpenChange={(open) => !open && guard.requestClose()}>
      <SheetContent size="wide">
        <SheetHeader>
          <SheetTitle>Medicamentos de la clínica</SheetTitle>
          <SheetDescription>Se receta de esta lista, por el principio activo (DCI).</SheetDescription>
        </SheetHeader>
        <SheetBody className="space-y-5">
          <FormShell
            guarded
            form={form}
            onSubmit={async (values) => {
              const made = await add.mutateAsync(values);
              announce(`${made.dci} ${made.concentration} está en la lista`);
              form.reset(EMPTY);
            }}
          >
            <TextField control={form.control} name="dci" label="Principio activo (DCI)" maxLength={120} />
            <FormGrid>
              <TextField
                control={form.control}
                name="concentration"
                label="Concentración"
                placeholder="500 mg"
                maxLength={60}
              />
              <TextField control={form.control} name="form" label="Forma" placeholder="tableta" maxLength={80} />
            </FormGrid>
            <CheckboxField
              control={form.control}
              name="controlled"
              label="Controlado"
              hint="No se receta aquí: necesita el recetario especial."
            />
            <Button type="submit" loading={add.isPending}>
              Agregar a la lista
            </Button>
          </FormShell>
          <Input
            type="search"
            aria-label="Buscar en la lista"
            placeholder="Buscar en la lista"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          {error ? (
            <ErrorState bare error={error} what="los medicamentos" onRetry={() => void refetch()} />
          ) : !data ? (
            <RowsSkeleton label="los medicamentos" />
          ) : data.data.length === 0 ? (
            <p className="text-sm text-muted-foreground">
              {typed ? "Ninguno coincide." : "La lista está vacía: agregue el primero."}
            </p>
          ) : (
            <ul aria-label="Medicamentos" className="divide-y divide-border">
              {data.data.map((medicine) => (
                <li key={medicine.id} className="flex min-h-11 items-center gap-2 py-1.5">
                  <span
                    className={medicine.active ? "min-w-0 flex-1" : "min-w-0 flex-1 text-muted-foreground line-through"}
                  >
                    <span className="font-medium">
                      {medicine.dci} {medicine.concentration}
                    </span>
                    , {medicine.form}
                  </span>
                  {medicine.controlled && <Badge variant="warning">Controlado</Badge>}
                  <Button
                    variant="ghost"
                    size="sm"
                    aria-label={`${medicine.active ? "Quitar" : "Volver a usar"} ${medicine.dci} ${medicine.concentration}`}
                    onClick={() =>
                      change.mutate(
                        { medicine, active: !medicine.active },
                        { onError: (failure) => notifyError(failure) },
                      )
                    }
                  >
                    {medicine.active ? "Quitar" : "Volver a usar"}
                  </Button>
                </li>
              ))}
            </ul>
          )}
          <FavouritesOfClinic />
        </SheetBody>
        {guard.asking && (
          <SheetFooter>
            <CloseQuestion guard={guard} />
          </SheetFooter>
        )}
      </SheetContent>
    </Sheet>
  );
}

function FavouritesOfClinic() {
  const { data: favourites = [] } = useQuery(favouritesQuery);
  const retire = useRetireFavourite();
  if (favourites.length === 0) return null;
  return (
    <section aria-label="Recetas favoritas">
      <h3 className="mb-1 text-base font-semibold">Recetas favoritas</h3>
      <ul className="divide-y divide-border">
        {favourites.map(({ id, name, items }) => (
          <li key={id} className="flex min-h-11 items-center gap-2 py-1.5">
            <span className="min-w-0 flex-1">
              <span className="font-medium">{name}</span>
              <span className="block text-xs text-muted-foreground">{items.map(({ dci }) => dci).join(", ")}</span>
            </span>
            <Button
              variant="ghost"
              size="sm"
              aria-label={`Quitar la favorita ${name}`}
              onClick={() => retire.mutate(id, { onError: (failure) => notifyError(failure) })}
            >
              Quitar
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
