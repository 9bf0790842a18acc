import type { Quote } from "@/entities/quote/schema";
import { subtract } from "@/lib/decimal";
import { formatDate, formatMoney } from "@/lib/format";

export function subtitleOf(quote: Quote) {
  const whole = formatMoney(quote.total);
  if (quote.state === "ACCEPTED")
    return `${formatMoney(quote.accepted_total)} de ${whole} aceptados. Facturado o en borrador ${formatMoney(quote.billed_total)}, por hacer ${formatMoney(subtract(quote.accepted_total, quote.billed_total))}.`;
  if (quote.state === "REJECTED") return `${whole}. Rechazado: ${quote.reject_reason}`;
  if (quote.state === "DRAFT") return `${whole}. Valdrá ${quote.valid_days} días desde que se envíe.`;
  return quote.valid_until ? `${whole}. Vale hasta el ${formatDate(quote.valid_until)}.` : `${whole}.`;
}

export type Phase = { name: string | null; lines: Quote["lines"]; accepted: "all" | "some" | "none" };

/** The lines of a quote by phase, in their order: what follows each other under one name is one phase. */
export function phasesOf(lines: Quote["lines"]): Phase[] {
  const phases: { name: string | null; lines: Quote["lines"] }[] = [];
  for (const line of lines) {
    const last = phases.at(-1);
    if (last && last.name === (line.phase ?? null)) last.lines.push(line);
    else phases.push({ name: line.phase ?? null, lines: [line] });
  }
  return phases.map((phase) => {
    const taken = phase.lines.filter(({ accepted }) => accepted).length;
    return { ...phase, accepted: taken === 0 ? "none" : taken === phase.lines.length ? "all" : "some" };
  });
}

/** The link that opens a chat with the patient, the words written; null without a phone. */
export function chatLink({ number, patient, total, valid_until }: Quote) {
  const phone = patient.phone?.split(";")[0]?.replace(/\D/g, "");
  if (!phone) return null;
  const until = valid_until ? `, válido hasta el ${formatDate(valid_until)}` : "";
  const said = `Buenos días. Le enviamos el presupuesto ${number} por ${formatMoney(total)}${until}.`;
  return `https://wa.me/${phone}?text=${encodeURIComponent(said)}`;
}
