import { Ban, Check, CheckCheck, CircleCheck, Mail, Send, TimerOff, X, type LucideIcon } from "lucide-react";
import type { Gap, Offer, Turn } from "@/entities/waitlist/schema";
import { dayOf, daysBetween, today } from "@/lib/dates";
import { formatDayMonth, formatTime, formatTimeRange, formatWeekday } from "@/lib/format";

export const CAUSE: Record<Gap["cause"], string> = {
  CANCELLED: "canceló",
  RESCHEDULED: "reprogramó",
  NO_SHOW: "no vendrá",
};

/** «Hoy», «Mañana» or «Mié 25 nov». */
const dayWords = (start_time: string) => {
  const ahead = daysBetween(today(), dayOf(start_time));
  return ahead === 0 ? "Hoy" : ahead === 1 ? "Mañana" : `${formatWeekday(start_time)} ${formatDayMonth(start_time)}`;
};

/** «Hoy 15:30–16:15». */
export const hourOf = ({ start_time, end_time }: Pick<Gap, "start_time" | "end_time">) =>
  `${dayWords(start_time)} ${formatTimeRange(start_time, end_time)}`;

/** What became of an offer: its sign, words and hour. */
export function told(offer: Offer): { icon: LucideIcon; text: string; at: string } {
  switch (offer.state) {
    case "OPEN":
      if (offer.seen_at) return { icon: CheckCheck, text: "Leída, no responde", at: formatTime(offer.seen_at) };
      return {
        icon: offer.mailed ? Mail : Send,
        text: offer.mailed ? "Enviada por correo" : "Falta enviarla",
        at: formatTime(offer.created_at),
      };
    case "ACCEPTED":
      return { icon: CircleCheck, text: "Aceptó", at: formatTime(offer.ended_at!) };
    case "DECLINED":
      return { icon: X, text: "No puede", at: formatTime(offer.ended_at!) };
    case "LOST":
      return { icon: Check, text: "Ya no está: la tomó otra persona", at: formatTime(offer.ended_at!) };
    case "WITHDRAWN":
      return { icon: Ban, text: "Retirada", at: formatTime(offer.ended_at!) };
    case "EXPIRED":
      return { icon: TimerOff, text: "Venció", at: formatTime(offer.expires_at) };
  }
}

export const OUTCOME: Record<Turn["outcome"], string> = {
  OPEN: "Ofrecida",
  ACCEPTED: "Aceptó",
  DECLINED: "No podía",
  LOST: "La tomó otra persona",
  WITHDRAWN: "Se retiró",
  EXPIRED: "No respondió",
  PASSED: "No se le ofreció",
  UNFIT: "No le servía",
};

/** What goes with the link in a message: no treatment. */
export const message = (offer: Offer, url: string) =>
  `Se liberó una hora: ${dayWords(offer.start_time).toLowerCase()} a las ${formatTime(offer.start_time)}, con ${offer.doctor.name}. La primera persona que acepta se la queda: ${url}`;
