import { CalendarClock, CircleCheck, CircleSlash2 } from "lucide-react";
import { formatLongDate, formatPhone, formatTimeRange } from "@/lib/format";
import type { Booked } from "../online";

export const TITLES: Record<Booked["state"], string> = {
  BOOKED: "Su hora está reservada",
  REQUESTED: "Recibimos su pedido",
  CANCELLED: "La hora está cancelada",
  REJECTED: "No pudimos darle esa hora",
  OVER: "Esa hora ya pasó",
};
const SAID: Record<Booked["state"], string> = {
  BOOKED: "Le esperamos. Si hay algo que aclarar, la clínica le llamará.",
  REQUESTED: "La clínica lo revisa y le escribe a su correo. Mientras tanto nadie más toma esa hora.",
  CANCELLED: "Gracias por avisar: otra persona podrá usarla.",
  REJECTED: "Le escribimos por qué. Puede reservar otra.",
  OVER: "Si necesita otra, puede reservarla.",
};

/** What became of it. */
export function Outcome({ booked }: { booked: Booked }) {
  const Icon = booked.state === "BOOKED" ? CircleCheck : booked.state === "REQUESTED" ? CalendarClock : CircleSlash2;
  return (
    <>
      <p role="status" className="flex gap-3 text-base">
        <Icon
          aria-hidden
          className={`mt-0.5 size-5 shrink-0 ${booked.state === "BOOKED" ? "text-success" : "text-muted-foreground"}`}
        />
        {SAID[booked.state]}
      </p>
      <Summary start={booked.start_time} end={booked.end_time} what={`${booked.treatment} · ${booked.doctor}`} />
      {booked.note && ["BOOKED", "REQUESTED"].includes(booked.state) && <p className="text-base">{booked.note}</p>}
      {booked.phone && (
        <p className="text-sm text-muted-foreground">
          ¿Dudas? Llame al{" "}
          <a className="text-primary underline" href={`tel:${booked.phone}`}>
            {formatPhone(booked.phone)}
          </a>
          .
        </p>
      )}
    </>
  );
}

export function Summary({ start, end, what, price }: { start: string; end: string; what: string; price?: string }) {
  return (
    <div className="rounded-lg border border-border bg-card p-4">
      <p className="font-semibold tabular-nums">
        {formatLongDate(start)}, {formatTimeRange(start, end)}
      </p>
      <p className="text-sm text-muted-foreground">{what}</p>
      {price && (
        <p className="mt-3 flex justify-between border-t border-border pt-3 text-sm">
          Se paga en la clínica
          <span className="font-semibold tabular-nums">{price}</span>
        </p>
      )}
    </div>
  );
}
