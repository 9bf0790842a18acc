import { Ban, CalendarClock, CircleAlert, Mail, MessageCircle, type LucideIcon } from "lucide-react";
import { formatDateTime } from "@/lib/format";
import type { Reminder, Rule } from "./schema";

export const CHANNEL: Record<Rule["channel"], string> = { MAIL: "Correo", WHATSAPP: "WhatsApp, a mano" };
export const MOMENT: Record<Rule["moment"], string> = {
  BOOKED: "Al agendar",
  BEFORE: "Antes de la cita",
  MOVED: "Al cambiar de hora",
  CANCELLED: "Al cancelar",
};
export const ANSWER = { CONFIRM: "Confirmó", CANCEL: "Canceló", MOVE: "Pide otra hora" } as const;

/** «2 días antes», «3 h antes». */
export function beforeWords(minutes: number) {
  if (minutes % 1440 === 0) return minutes === 1440 ? "1 día antes" : `${minutes / 1440} días antes`;
  return minutes % 60 === 0 ? `${minutes / 60} h antes` : `${minutes} min antes`;
}

/** Where a message stands: what happened to it last, and when. */
export function stands(one: Reminder): { icon: LucideIcon; text: string } {
  const channel = one.channel === "MAIL" ? Mail : MessageCircle;
  if (one.state === "FAILED") return { icon: CircleAlert, text: `No salió. ${one.reason ?? ""}`.trim() };
  if (one.state === "SKIPPED") return { icon: Ban, text: one.reason ?? "No se envió" };
  if (one.state === "SENT") {
    const by = one.sent_by ? `, ${one.sent_by}` : "";
    return { icon: channel, text: `Enviado ${formatDateTime(one.sent_at!)}${by}` };
  }
  if (one.state === "QUEUED") return { icon: channel, text: "Saliendo por correo" };
  if (Date.parse(one.due_at) <= Date.now()) return { icon: channel, text: "Espera a que alguien lo envíe" };
  return { icon: CalendarClock, text: `Previsto ${formatDateTime(one.due_at)}` };
}
