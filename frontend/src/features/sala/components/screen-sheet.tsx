"use client";

import { useState } from "react";
import { FormSheet } from "@/components/form/form-sheet";
import { NumberField, RadioField, TextField } from "@/components/form/fields";
import { useZodForm } from "@/components/form/use-zod-form";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { CopyButton } from "@/components/patterns/copy-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { RoomSettings } from "@/entities/waiting-room/schema";
import { integer, optionalText } from "@/lib/fields";
import { messageOf } from "@/lib/problem";
import { notify } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { useMakeScreen, useSaveRoom, useWithdrawScreens } from "../api";

const NAMES = [
  { value: "FIRST_INITIAL", label: "Nombre e inicial: María V." },
  { value: "FIRST", label: "Solo el nombre: María" },
  { value: "INITIALS", label: "Iniciales: M. V." },
];

const roomForm = z
  .object({
    names: z.enum(["FIRST_INITIAL", "FIRST", "INITIALS"]),
    amber_minutes: integer({ min: 1, max: 120 }),
    red_minutes: integer({ min: 2, max: 240 }),
    note: optionalText(160),
  })
  .superRefine(({ amber_minutes, red_minutes }, context) => {
    if (red_minutes <= amber_minutes)
      context.addIssue({ code: "custom", path: ["red_minutes"], message: "Debe ser mayor que los minutos en ámbar." });
  });

const text = (value: number) => String(value) as unknown as number;

/** The screen on the waiting room's wall: its link, how it says names, and when a wait is long. */
export function ScreenSheet({ settings, onClose }: { settings: RoomSettings; onClose: () => void }) {
  const save = useSaveRoom();
  const form = useZodForm(roomForm, {
    defaultValues: {
      names: settings.names,
      amber_minutes: text(settings.amber_minutes),
      red_minutes: text(settings.red_minutes),
      note: settings.note ?? "",
    },
  });
  const { control } = form;
  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title="Pantalla de sala"
      description="Llama por su nombre corto a quien pasa y dice quién espera. Nunca muestra apellidos, tratamientos ni deudas."
      form={form}
      submitLabel="Guardar"
      onSubmit={async (values) => {
        await save.mutateAsync({ ...values, note: values.note ?? null, version: settings.version });
        notify("Sala de espera guardada");
      }}
    >
      <ScreenLink />
      <RadioField control={control} name="names" label="Cómo dice los nombres" options={NAMES} />
      <div className="grid grid-cols-2 gap-4">
        <NumberField control={control} name="amber_minutes" label="Espera en ámbar desde (min)" />
        <NumberField control={control} name="red_minutes" label="En rojo desde (min)" />
      </div>
      <TextField control={control} name="note" label="Al pie de la pantalla" />
    </FormSheet>
  );
}

/** A link opens the screen on a television without a login; it is shown once, and all are withdrawn together. */
function ScreenLink() {
  const make = useMakeScreen();
  const withdraw = useWithdrawScreens();
  const [asking, setAsking] = useState(false);
  return (
    <div className="space-y-2 rounded-lg border border-border p-3">
      {make.error && <Alert variant="destructive">{messageOf(make.error)}</Alert>}
      {make.data ? (
        <>
          <Input
            readOnly
            aria-label="Enlace de la pantalla"
            className="font-mono text-xs"
            value={make.data.url}
            onFocus={(event) => event.target.select()}
          />
          <CopyButton text={make.data.url} label="Copiar enlace" variant="outline" />
        </>
      ) : (
        <p className="text-sm text-muted-foreground">
          Ábralo en el televisor de la sala: no hace falta iniciar sesión en él. Sirve un año, o hasta que lo retire.
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="button" variant="outline" size="sm" loading={make.isPending} onClick={() => make.mutate()}>
          {make.data ? "Crear otro enlace" : "Crear el enlace"}
        </Button>
        <Button type="button" variant="ghost" size="sm" onClick={() => setAsking(true)}>
          Retirar los enlaces
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Retirar los enlaces de la pantalla"
        description="Las pantallas que ya los tienen abiertos dejan de mostrarse. Después se puede crear otro."
        confirmLabel="Retirar los enlaces"
        cancelLabel="Conservarlos"
        onConfirm={async () => {
          await withdraw.mutateAsync();
          make.reset();
          notify("Enlaces retirados");
        }}
      />
    </div>
  );
}
