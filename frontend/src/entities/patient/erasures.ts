import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { ERASURES, PATIENTS, RETENTION } from "@/entities/paths";
import { listOf, pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { resource } from "@/lib/resource";
import { z } from "@/lib/zod-es";

export const REQUESTERS = ["PATIENT", "GUARDIAN", "REPRESENTATIVE", "RELATIVE", "CLINIC"] as const;
const person = z.object({ id: z.string(), name: z.string() });

/** A request to erase what is kept of a person; a second person confirms it. */
export const erasureSchema = z.object({
  id: z.number(),
  patient: z.object({ id: z.number(), full_name: z.string() }),
  requested_by: z.enum(REQUESTERS),
  reason: z.string(),
  state: z.enum(["ASKED", "WITHDRAWN", "DONE"]),
  asked_by: person,
  asked_at: z.string(),
  withdrawn_by: z.string().nullable(),
  withdrawn_reason: z.string().nullable(),
  withdrawn_at: z.string().nullable(),
  whole: z.boolean().nullable(),
  record_until: z.string().nullable(),
  invoices_until: z.string().nullable(),
  confirmed_by: person.nullable(),
  confirmed_at: z.string().nullable(),
  due: z.boolean(),
});
export type Erasure = z.infer<typeof erasureSchema>;

const partSchema = z.object({ what: z.string(), count: z.number(), until: z.string().nullable() });
export type Part = z.infer<typeof partSchema>;
const previewSchema = z.object({
  whole: z.boolean(),
  goes: z.array(partSchema),
  stays: z.array(partSchema),
  obstacles: z.array(z.string()),
  record_until: z.string().nullable(),
  invoices_until: z.string().nullable(),
});
export type ErasurePreview = z.infer<typeof previewSchema>;

export const retentionSchema = z.object({
  record_years: z.number(),
  invoice_years: z.number(),
  version: z.number(),
  updated_at: z.string(),
});
export type Retention = z.infer<typeof retentionSchema>;

export const erasuresOf = (id: number) => `${PATIENTS}/${id}/erasures`;
export const erasuresOfQuery = (id: number) => queryOptions(resource(listOf(erasureSchema), erasuresOf(id)));
export const erasurePreviewQuery = (id: number) =>
  queryOptions(resource(previewSchema, `${PATIENTS}/${id}/erasure-preview`));
export const erasuresQuery = (params: ApiOptions["query"]) =>
  queryOptions({ ...resource(pageOf(erasureSchema), ERASURES, params), placeholderData: keepPreviousData });
export const retentionQuery = queryOptions(resource(retentionSchema, RETENTION));

export const REQUESTER_LABEL: Record<Erasure["requested_by"], string> = {
  PATIENT: "La propia persona",
  GUARDIAN: "Quien representa al menor",
  REPRESENTATIVE: "Su representante o apoderado",
  RELATIVE: "Un familiar de quien falleció",
  CLINIC: "La clínica: pasó el tiempo de conservación",
};

/** The kinds of what is kept of a person, in words. */
const WHAT: Record<string, string> = {
  CONTACTS: "Teléfonos, correo, dirección y demás contactos",
  FAMILY: "Vínculos familiares",
  TAGS: "Etiquetas",
  COPIES: "Copias de la historia por descargar",
  VISITS: "Nombre y contacto en las citas",
  WAITLIST: "Lista de espera",
  MESSAGES: "Avisos enviados",
  SELF_BOOKINGS: "Reservas en línea",
  QUOTES: "Nombre y documento en los presupuestos",
  PAYMENT_REMINDERS: "Recordatorios de pago",
  LOG: "Su nombre en el registro de actividad",
  IDENTITY: "Nombre, documento y fecha de nacimiento",
  NOTES: "Notas firmadas y signos, sin cambiarlos",
  PAPERS: "Recetas, certificados y órdenes",
  CONSENTS: "Consentimientos firmados",
  DOCUMENTS: "Fotos, radiografías y otros documentos",
  INVOICES: "Facturas y comprobantes",
};
export const whatLabel = (what: string) => WHAT[what] ?? what;
