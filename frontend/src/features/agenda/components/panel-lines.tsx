"use client";

import { Pencil, X } from "lucide-react";
import { useState } from "react";
import { Money } from "@/components/patterns/money";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { Appointment } from "@/entities/appointment/schema";
import { ProductPicker } from "@/entities/product/product-picker";
import { TreatmentPicker } from "@/entities/treatment/treatment-picker";
import { add, compare, multiply, parseDecimal } from "@/lib/decimal";
import { formatQuantity } from "@/lib/format";
import { messageOf } from "@/lib/problem";
import { useCan } from "@/lib/session";
import { announce } from "@/lib/toast";
import { useSaveLines } from "../api";

type Line = {
  kind: "treatment" | "extra";
  id: number;
  name: string;
  quantity: string;
  unit_price: string;
  plan_item_id?: number | null;
};

const linesOf = ({ treatments, extras }: Appointment): Line[] => [
  ...treatments.map(({ treatment_id, name, quantity, unit_price, plan_item_id }): Line => ({
    kind: "treatment",
    id: treatment_id,
    name,
    quantity,
    unit_price,
    plan_item_id,
  })),
  ...extras.map(({ product_id, name, quantity, unit_price }): Line => ({
    kind: "extra",
    id: product_id,
    name,
    quantity,
    unit_price,
  })),
];

const sumOf = (line: Line) => multiply(line.unit_price, parseDecimal(line.quantity) ?? "0");
const keyOf = (line: Line) => [line.kind, line.id, line.plan_item_id].filter(Boolean).join("-");

type PanelLinesProps = {
  appointment: Appointment;
  editable: boolean;
  editing: boolean;
  onEditing: (editing: boolean) => void;
};

/** What is done and used in the visit. */
export function PanelLines({ appointment, editable, editing, onEditing: setEditing }: PanelLinesProps) {
  const lines = linesOf(appointment);
  if (editing) return <LineEditor appointment={appointment} onClose={() => setEditing(false)} />;
  return (
    <section aria-label="Tratamientos y productos" className="space-y-1.5 px-4 py-3.5 text-sm">
      <div className="flex h-7 items-center justify-between">
        <h3 className="font-semibold">Tratamientos y productos</h3>
        {editable && (
          <Button variant="ghost" size="xs" onClick={() => setEditing(true)} className="-mr-2 text-muted-foreground">
            <Pencil className="size-3.5" aria-hidden />
            {lines.length > 0 ? "Editar" : "Agregar"}
          </Button>
        )}
      </div>
      {lines.length === 0 && <p className="text-muted-foreground">Nada registrado todavía.</p>}
      {lines.map((line) => (
        <p key={keyOf(line)} className="flex justify-between gap-3">
          <span className="min-w-0 truncate">
            {line.name}
            {compare(line.quantity, "1") !== 0 && (
              <span className="text-muted-foreground"> × {formatQuantity(line.quantity)}</span>
            )}
          </span>
          <Money value={sumOf(line)} />
        </p>
      ))}
    </section>
  );
}

/** At the foot of the panel, in view whatever is scrolled. */
export function PanelTotal({ appointment }: { appointment: Appointment }) {
  if (linesOf(appointment).length === 0) return null;
  return (
    <p className="flex items-baseline justify-between gap-3 text-sm font-semibold">
      Total sin IVA <Money value={appointment.total} strong className="text-lg" />
    </p>
  );
}

function LineEditor({ appointment, onClose }: { appointment: Appointment; onClose: () => void }) {
  const save = useSaveLines();
  const [lines, setLines] = useState(() =>
    linesOf(appointment).map((line) => ({ ...line, quantity: formatQuantity(line.quantity).replaceAll(".", "") })),
  );
  const canSeeProducts = useCan("products:read");
  const wrong = lines.some(({ quantity }) => !(Number(parseDecimal(quantity)) > 0));

  const put = (line: Line) =>
    setLines((before) => {
      const already = before.find((other) => keyOf(other) === keyOf(line));
      if (!already) return [...before, line];
      return before.map((other) =>
        other === already ? { ...other, quantity: String(Number(parseDecimal(other.quantity) ?? 0) + 1) } : other,
      );
    });
  const set = (line: Line, quantity: string) =>
    setLines((before) => before.map((other) => (other === line ? { ...other, quantity } : other)));

  async function submit(event: React.FormEvent) {
    event.preventDefault();
    if (wrong) return;
    const wished = (kind: Line["kind"]) =>
      lines
        .filter((line) => line.kind === kind)
        .map(({ id, quantity, plan_item_id }) => ({ id, quantity: parseDecimal(quantity)!, plan_item_id }));
    const treatments = wished("treatment");
    const extras = wished("extra");
    const changed = (now: { id: number; quantity: string }[], kind: Line["kind"]) => {
      const before = linesOf(appointment).filter((line) => line.kind === kind);
      return (
        now.length !== before.length ||
        now.some((line, index) => line.id !== before[index]?.id || compare(line.quantity, before[index].quantity) !== 0)
      );
    };
    await save
      .mutateAsync({
        appointment,
        treatments: changed(treatments, "treatment")
          ? treatments.map(({ id, quantity, plan_item_id }) => ({
              treatment_id: id,
              quantity,
              ...(plan_item_id && { plan_item_id }),
            }))
          : undefined,
        extras: changed(extras, "extra") ? extras.map(({ id, quantity }) => ({ product_id: id, quantity })) : undefined,
      })
      .then(
        () => {
          announce("Tratamientos y productos guardados");
          onClose();
        },
        () => undefined,
      );
  }

  return (
    <form onSubmit={submit} noValidate aria-label="Tratamientos y productos" className="space-y-3 px-4 py-3.5 text-sm">
      <h3 className="font-semibold">Tratamientos y productos</h3>
      {save.error && <Alert variant="destructive">{messageOf(save.error)}</Alert>}
      <ul className="space-y-1.5">
        {lines.map((line) => (
          <li key={keyOf(line)} className="flex items-center gap-2">
            <span className="min-w-0 flex-1 truncate">{line.name}</span>
            <Input
              value={line.quantity}
              onChange={(event) => set(line, event.target.value)}
              inputMode="decimal"
              aria-label={`Cantidad de ${line.name}`}
              aria-invalid={!(Number(parseDecimal(line.quantity)) > 0) || undefined}
              className="h-11 w-14 text-right tabular-nums md:h-8"
            />
            <Money value={sumOf(line)} className="w-16 text-right" />
            <Button
              variant="ghost"
              size="icon-xs"
              aria-label={`Quitar ${line.name}`}
              onClick={() => setLines(lines.filter((other) => other !== line))}
            >
              <X aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      {wrong && (
        <p role="alert" className="text-xs text-destructive">
          Escriba una cantidad mayor que cero o quite la línea.
        </p>
      )}
      <TreatmentPicker
        value={null}
        aria-label="Agregar tratamiento"
        onSelect={({ id, name, price }) => put({ kind: "treatment", id, name, unit_price: price, quantity: "1" })}
      />
      {canSeeProducts && (
        <ProductPicker
          value={null}
          aria-label="Agregar producto"
          onSelect={({ id, name, sale_price }) =>
            put({ kind: "extra", id, name, unit_price: sale_price, quantity: "1" })
          }
        />
      )}
      <div className="sticky bottom-0 z-10 -mx-4 -mb-3.5 flex items-center gap-2 border-t border-border bg-card px-4 py-2">
        <p className="flex flex-1 items-baseline gap-2 font-semibold">
          <span className="text-xs font-medium">Total sin IVA</span>
          <Money value={add(lines.map(sumOf))} strong />
        </p>
        <Button variant="outline" size="sm" onClick={onClose} disabled={save.isPending}>
          Descartar
        </Button>
        <Button type="submit" size="sm" loading={save.isPending} disabled={wrong}>
          Guardar
        </Button>
      </div>
    </form>
  );
}
