import type { Attempt, Einvoice, Summary } from "@/entities/einvoice/schema";
import { isRefused, WAITS_FOR_PERSON } from "@/entities/einvoice/state";
import { dayOf, timeOf, today } from "@/lib/dates";
import { formatAgo, formatCount, formatDayMonth, formatDuration } from "@/lib/format";

/** What whoever looks does next, in two words; nothing where the machine does it. */
export const ACT = {
  CASHIER: "Corregir y reenviar",
  ADMINISTRATOR: "Avisar a administración",
  ACCOUNTANT: "Preguntar a contabilidad",
} as const;

/** How long it has waited: `3 s`, `21 min`, `2 h 25 min`, `ayer 18:40`; of what is done, when. */
export function sinceOf({ status, since }: Pick<Einvoice, "status" | "since">, now = new Date()) {
  const day = dayOf(since);
  if (status === "AUTHORISED") return day === today() ? timeOf(since) : formatDayMonth(since);
  const seconds = Math.max(0, Math.floor((now.getTime() - new Date(since).getTime()) / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (day === today()) return formatDuration(Math.floor(seconds / 60));
  return formatAgo(since, now).replace(", ", " ");
}

export function subtitleOf(summary: Summary) {
  if (!summary.active && summary.states.length === 0) return "La clínica todavía no emite comprobantes electrónicos.";
  const waiting = summary.states.filter(({ status }) => WAITS_FOR_PERSON.includes(status));
  const others = summary.states.filter(({ status }) => !WAITS_FOR_PERSON.includes(status));
  const count = waiting.reduce((sum, row) => sum + row.count, 0);
  const going = others.reduce((sum, row) => sum + row.count, 0);
  if (count === 0)
    return going === 0
      ? "Todo lo emitido está autorizado."
      : `Nada espera a una persona. ${going === 1 ? "Uno avanza solo" : `${going} avanzan solos`}.`;
  const oldest = waiting.map(({ oldest_at }) => oldest_at).sort()[0]!;
  const rest = going === 0 ? "" : going === 1 ? " Otro avanza solo." : " Los demás avanzan solos.";
  const told = dayOf(oldest) === today() ? `hoy a las ${timeOf(oldest)}` : formatAgo(oldest).replace(",", " a las");
  return `${formatCount(count, "espera a una persona", "esperan a una persona")}, ${count === 1 ? "emitido" : "el más antiguo"} ${told}.${rest}`;
}

type Told = { title: string; tone: "danger" | "warning" | "success" | "neutral"; text: string };

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1).replace(".", ",")} s`;

/** What one attempt was and what came of it. `sent` counts the deliveries so far. */
export function attemptWords(attempt: Attempt, sent: number): Told {
  const what = { RECEPTION: `Envío ${sent}`, AUTHORISATION: "Consulta", CONSULTATION: "Pregunta al SRI" }[
    attempt.operation
  ];
  const answered = `Respondió en ${seconds(attempt.milliseconds)}.`;
  if (attempt.error)
    return {
      title: `${what}: sin respuesta`,
      tone: "warning",
      text: `${attempt.error.charAt(0).toUpperCase()}${attempt.error.slice(1)}, a los ${seconds(attempt.milliseconds)}.`,
    };
  switch (attempt.state) {
    case "RECIBIDA":
      return { title: `${what}: recibido`, tone: "success", text: answered };
    case "AUTORIZADO":
      return { title: `${what}: autorizado`, tone: "success", text: answered };
    case "DEVUELTA":
      return attempt.messages.some(({ code }) => code === "43" || code === "70")
        ? { title: `${what}: ya lo tenía`, tone: "success", text: `${answered} No se vuelve a enviar: se consulta.` }
        : { title: `${what}: devuelto`, tone: "danger", text: `${answered} Espera a una persona.` };
    case "NO AUTORIZADO":
    case "RECHAZADO":
      return { title: `${what}: no autorizado`, tone: "danger", text: `${answered} Espera a una persona.` };
    case "RECHAZADA":
      return { title: `${what}: no lo conoce`, tone: "warning", text: answered };
    default:
      return {
        title: `${what}: ${attempt.state ? attempt.state.toLowerCase() : "todavía sin respuesta"}`,
        tone: "neutral",
        text: answered,
      };
  }
}

/** Attempts with how often each came out the same in a row: what is in process, or away, is tried many times. */
export function repeated(attempts: readonly Attempt[]) {
  const runs: { attempt: Attempt; times: number; sent: number }[] = [];
  let sent = 0;
  for (const attempt of attempts) {
    if (attempt.operation === "RECEPTION") sent += 1;
    const last = runs.at(-1);
    const same =
      last &&
      last.attempt.operation === attempt.operation &&
      last.attempt.sent_sha256 === attempt.sent_sha256 &&
      last.attempt.state === attempt.state &&
      last.attempt.error === attempt.error &&
      attempt.messages.length === 0;
    if (same) Object.assign(last, { attempt, times: last.times + 1, sent });
    else runs.push({ attempt, times: 1, sent });
  }
  return runs.reverse();
}

/** What happened to it and whether it counts, as it is told to whoever took the money. */
export function happened(einvoice: Pick<Einvoice, "status" | "advice" | "note" | "environment">) {
  const { status, advice, note } = einvoice;
  if (isRefused(einvoice))
    return `${advice?.meaning ?? "El SRI no lo aceptó."} Todavía no vale como comprobante; lo cobrado sí está hecho.`;
  if (status === "AUTHORISED")
    return einvoice.environment === "1"
      ? "Autorizado en pruebas: no tiene validez tributaria."
      : "Autorizado: es válido.";
  const pending = {
    PREPARED: "Está listo y falta firmarlo.",
    SIGNED: "Está firmado y sale hacia el SRI.",
    RECEIVED: "El SRI lo tiene y lo revisa.",
  }[status as "PREPARED" | "SIGNED" | "RECEIVED"];
  return note ?? `${pending} Avanza solo.`;
}
