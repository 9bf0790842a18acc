"use client";

import { AsyncCombobox } from "@/components/form/async-combobox";
import { FieldFrame, NumberField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { readyPackSearch, usableLotSearch } from "@/entities/chairside/queries";
import type { Pack, UsableLot } from "@/entities/chairside/schema";
import { formatDate } from "@/lib/format";
import { announce } from "@/lib/toast";
import { formatWithUnit } from "@/lib/units";
import { useNoteMaterial, useOpenPack } from "../api";
import { materialForm, packForm } from "../forms";

type SheetProps = { appointmentId: number; onClose: () => void };
type Chosen = { id: number; name: string } | null;

/** Which lot was used, how much of it, at which tooth. */
export function MaterialSheet({ appointmentId, onClose }: SheetProps) {
  const note = useNoteMaterial();
  const form = useZodForm(materialForm, { defaultValues: { lot: null, quantity: "1", tooth: "" } });
  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title="Anotar material"
      description="El lote que anote es el que sale del inventario cuando la cita termina."
      form={form}
      submitLabel="Anotar material"
      onSubmit={async ({ lot, ...rest }) => {
        await note.mutateAsync({ appointment_id: appointmentId, lot_id: lot!.id, ...rest });
        announce("Material anotado");
      }}
    >
      <FieldFrame
        control={form.control}
        name="lot"
        label="Lote"
        render={({ value, onChange, ref }) => (
          <AsyncCombobox<UsableLot>
            ref={ref}
            value={(value as Chosen)?.name ?? null}
            placeholder="Elija el lote que se usó"
            searchPlaceholder="Producto o número de lote"
            search={usableLotSearch}
            itemKey={({ id }) => id}
            onSelect={(lot) => onChange({ id: lot.id, name: `${lot.product_name}, lote ${lot.lot_number}` })}
            renderItem={(lot) => (
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{lot.product_name}</span>
                <span className="block text-xs text-muted-foreground">
                  <span className="font-mono">{lot.lot_number}</span> · {formatWithUnit(lot.quantity, lot.unit)}
                  {lot.expiry_date && ` · vence ${formatDate(lot.expiry_date)}`}
                </span>
              </span>
            )}
          />
        )}
      />
      <div className="grid grid-cols-2 gap-3">
        <NumberField control={form.control} name="quantity" label="Cantidad" maxLength={9} />
        <NumberField
          control={form.control}
          name="tooth"
          label="Pieza"
          optional
          maxLength={2}
          hint="Vacía: toda la boca"
        />
      </div>
    </FormSheet>
  );
}

/** Which sterile pack was opened. */
export function PackSheet({ appointmentId, onClose }: SheetProps) {
  const open = useOpenPack();
  const form = useZodForm(packForm, { defaultValues: { pack: null, tooth: "" } });
  return (
    <FormSheet
      open
      onOpenChange={(stays) => !stays && onClose()}
      title="Anotar paquete estéril"
      description="Lea la etiqueta con el lector o escríbala. Cada paquete se abre una sola vez."
      form={form}
      submitLabel="Anotar paquete"
      onSubmit={async ({ pack, tooth }) => {
        await open.mutateAsync({ appointment_id: appointmentId, pack_id: pack!.id, tooth });
        announce("Paquete anotado");
      }}
    >
      <FieldFrame
        control={form.control}
        name="pack"
        label="Paquete"
        render={({ value, onChange, ref }) => (
          <AsyncCombobox<Pack>
            ref={ref}
            value={(value as Chosen)?.name ?? null}
            placeholder="Elija el paquete que se abrió"
            searchPlaceholder="Etiqueta o contenido"
            search={readyPackSearch}
            itemKey={({ id }) => id}
            onSelect={(pack) => onChange({ id: pack.id, name: `${pack.contents}, ${pack.label}` })}
            renderItem={(pack) => (
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{pack.contents}</span>
                <span className="block text-xs text-muted-foreground">
                  <span className="font-mono">{pack.label}</span> · estéril hasta {formatDate(pack.sterile_until)}
                </span>
              </span>
            )}
          />
        )}
      />
      <NumberField
        control={form.control}
        name="tooth"
        label="Pieza"
        optional
        maxLength={2}
        hint="Vacía: toda la boca"
      />
    </FormSheet>
  );
}
