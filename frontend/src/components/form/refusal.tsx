"use client";

import { useEffect, useRef, useState } from "react";
import { useFormState, type FieldErrors, type FieldValues } from "react-hook-form";
import { isOnScreen, WARNING, type AnyForm } from "@/components/form/use-zod-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/utils";

/** What the last part of a field's path is called where the field itself cannot say it. */
const WORDS: Record<string, string> = {
  address: "dirección",
  amount: "valor",
  appointment_id: "cita",
  category: "categoría",
  code: "código",
  description: "descripción",
  diagnoses: "diagnósticos",
  discount: "descuento",
  doctor_id: "profesional",
  document: "documento",
  document_number: "documento",
  email: "correo",
  end_time: "hora de fin",
  items: "materiales",
  iva_code: "tarifa de IVA",
  kind: "tipo",
  lines: "conceptos",
  name: "descripción",
  notes: "observaciones",
  patient_id: "paciente",
  permissions: "permisos",
  phone: "teléfono",
  quantity: "cantidad",
  reason: "motivo",
  reference: "referencia",
  room_id: "consultorio",
  start_time: "hora de inicio",
  supplier: "proveedor",
  title: "título",
  treatments: "tratamientos",
  unit_price: "precio",
};
/** One of a list. */
const ONE: Record<string, string> = {
  lines: "concepto",
  items: "material",
  diagnoses: "diagnóstico",
  sections: "sección",
};

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** `lines.1.code` → «Concepto 2, código». */
function nameOf(path: string) {
  const parts = path.split(".");
  const words = parts.flatMap((part, index) => {
    const next = parts[index + 1];
    if (/^\d+$/.test(part)) return [];
    if (next && /^\d+$/.test(next)) return ONE[part] ? [`${ONE[part]} ${Number(next) + 1}`] : [];
    return index === parts.length - 1 && WORDS[part] ? [WORDS[part]] : [];
  });
  return capital(words.join(", "));
}

type Leaf = { path: string; message: string };

function leaves(errors: FieldErrors, before = ""): Leaf[] {
  return Object.entries(errors).flatMap(([name, error]): Leaf[] => {
    if (!error || name === "ref" || (before === "" && name === "root")) return [];
    // What is wrong with a list as a whole stands at its `root`.
    const path = name === "root" ? before : before ? `${before}.${name}` : name;
    const { message, type } = error as { message?: unknown; type?: unknown };
    if (typeof message === "string" && typeof type === "string") return [{ path, message }];
    return typeof error === "object" ? leaves(error as FieldErrors, path) : [];
  });
}

/** Sends the form again: the person has read the warning of the attempt before, and goes on. */
function sendConfirmed(form: HTMLFormElement | null) {
  if (!form) return;
  form.dataset.confirmed = "";
  form.requestSubmit();
}

/** Whether this sending was confirmed, once. */
export function takeConfirmed(form: HTMLFormElement) {
  const confirmed = form.dataset.confirmed !== undefined;
  delete form.dataset.confirmed;
  return confirmed;
}

type RefusalProps<V extends FieldValues, O> = {
  form: AnyForm<V, O>;
  /** The `id` of the form, where this stands outside of it. */
  formId?: string;
  /** What is wrong with fields is listed beside this already. */
  fieldsListed?: boolean;
  className?: string;
};

/**
 * Why the form was not sent, beside its button: what the service answered of no field, and what is wrong with fields that
 * are not on the screen. The others say it themselves.
 */
export function Refusal<V extends FieldValues, O>({ form, formId, fieldsListed, className }: RefusalProps<V, O>) {
  const { errors } = useFormState({ control: form.control });
  const place = useRef<HTMLDivElement>(null);
  const [unseen, setUnseen] = useState("");
  const { message: server, type } = errors.root?.server ?? {};
  const warning = type === WARNING;

  // After each drawing: what is on the screen is known only then, and it may change with no error changing.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => {
    if (fieldsListed) return;
    const own = place.current?.textContent ?? "";
    const shown = place.current?.closest("form, [role=dialog]")?.textContent?.replace(own, "") ?? "";
    const isList = (path: string) => Array.isArray(form.getValues(path as never));
    const said = leaves(errors as FieldErrors)
      .filter(({ path }) => !isOnScreen(form, path))
      // A list says it with its rows, where it does.
      .filter(({ path, message }) => !(isList(path) && shown.includes(message)))
      .map(({ path, message }) => [nameOf(path), message].filter(Boolean).join(": "));
    setUnseen([...new Set(said)].join("\n"));
  });

  return (
    <div ref={place} className={cn("basis-full empty:hidden", className)}>
      {(server || unseen) && (
        <Alert
          variant={warning ? "warning" : "destructive"}
          action={
            warning && (
              <Button
                form={formId}
                variant="outline"
                size="sm"
                onClick={({ currentTarget }) => sendConfirmed(currentTarget.form)}
              >
                Registrar igual
              </Button>
            )
          }
        >
          <span className="block whitespace-pre-line">{[server, unseen].filter(Boolean).join("\n")}</span>
        </Alert>
      )}
    </div>
  );
}
