"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { CircleCheck, CircleDashed, Hourglass, MessageCircle, Repeat, Send, X } from "lucide-react";
import { useState } from "react";
import { Can } from "@/components/patterns/can";
import { Link } from "@/components/patterns/link";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Hint } from "@/components/ui/tooltip";
import { appointmentPath } from "@/config/navigation";
import type { Gap, Offer } from "@/entities/waitlist/schema";
import { formatCount, formatTime } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { notify, notifyError } from "@/lib/toast";
import { cn } from "@/lib/utils";
import { useAutomatic, useOffer, useWithdrawOffer } from "../api";
import { CAUSE, hourOf, told } from "../words";

const OfferLinkDialog = lazy(() => import("./offer-link-dialog").then((file) => file.OfferLinkDialog));

const STATE = {
  FREE: { label: "Sin ofrecer", variant: "neutral", icon: CircleDashed },
  OFFERED: { label: "Ofrecida", variant: "info", icon: Send },
  TAKEN: { label: "Tomada", variant: "success", icon: CircleCheck },
} as const;

type Props = {
  query: UseQueryResult<Gap[]>;
  chosen: number | null;
  onChoose: (id: number | null) => void;
};

/** Hours that somebody gave back, with what was offered of each. */
export function FreedHours({ query, chosen, onChoose }: Props) {
  const [linked, setLinked] = useState<Offer | null>(null);
  const gaps = query.data;
  return (
    <section aria-label="Huecos liberados" className="space-y-3">
      <h2 className="flex items-baseline gap-2 px-1 text-lg font-semibold">
        Huecos liberados {gaps && <span className="text-base font-normal text-muted-foreground">{gaps.length}</span>}
      </h2>
      {query.isError ? (
        <ErrorState error={query.error} what="los huecos" onRetry={() => void query.refetch()} />
      ) : !gaps ? (
        <Skeleton className="h-40 w-full rounded-xl" />
      ) : gaps.length === 0 ? (
        <EmptyState icon={Hourglass} title="Ninguna hora liberada">
          Cuando alguien cancela, reprograma o avisa que no vendrá, su hora aparece aquí con quienes podrían tomarla.
        </EmptyState>
      ) : (
        <ul className="space-y-3">
          {gaps.map((gap) => (
            <li key={gap.id}>
              <GapCard
                gap={gap}
                chosen={gap.id === chosen}
                onChoose={() => onChoose(gap.id === chosen ? null : gap.id)}
                onLink={setLinked}
              />
            </li>
          ))}
        </ul>
      )}
      <p className="px-1 text-xs text-muted-foreground">La primera persona que acepta se queda con la hora.</p>
      {linked && <OfferLinkDialog offer={linked} onClose={() => setLinked(null)} />}
    </section>
  );
}

type CardProps = { gap: Gap; chosen: boolean; onChoose: () => void; onLink: (offer: Offer) => void };

function GapCard({ gap, chosen, onChoose, onLink }: CardProps) {
  const state = STATE[gap.state];
  const taken = gap.offers.find(({ appointment_id }) => appointment_id !== null);
  return (
    <article
      aria-label={hourOf(gap)}
      className={cn(
        "overflow-hidden rounded-xl border bg-card shadow-1",
        chosen ? "border-primary ring-1 ring-primary" : "border-border",
      )}
    >
      <header className="flex items-start gap-2 px-4 py-3">
        <div className="min-w-0 flex-1">
          <h3 className="font-semibold tabular-nums">{hourOf(gap)}</h3>
          <p className="text-sm text-muted-foreground">
            {gap.doctor.name}
            {gap.room && `, ${gap.room.name}`} · {CAUSE[gap.cause]} {gap.freed_by} a las {formatTime(gap.freed_at)}
          </p>
        </div>
        <Badge variant={state.variant} icon={state.icon}>
          {state.label}
        </Badge>
      </header>
      {gap.offers.length > 0 && (
        <ul className="border-t border-border py-1.5">
          {gap.offers.map((offer) => (
            <OfferRow key={offer.id} offer={offer} onLink={() => onLink(offer)} />
          ))}
        </ul>
      )}
      {gap.state !== "TAKEN" && <Automatic gap={gap} />}
      <footer className="flex min-h-11 flex-wrap items-center gap-2 border-t border-border bg-muted/60 px-4 py-1.5 text-sm">
        <span className="min-w-0 flex-1">{footOf(gap)}</span>
        {taken && (
          <Button variant="link" size="sm" asChild className="px-0">
            <Link href={appointmentPath(taken.appointment_id!)}>Ver cita</Link>
          </Button>
        )}
        {gap.state !== "TAKEN" && (
          <>
            <Button variant="outline" size="sm" aria-pressed={chosen} onClick={onChoose}>
              {chosen ? "Dejar" : "Elegir"}
            </Button>
            {gap.fits > 0 && <OfferFirst gap={gap} />}
          </>
        )}
      </footer>
    </article>
  );
}

/** Whether it offers itself, and when next; each can be told otherwise. */
function Automatic({ gap }: { gap: Gap }) {
  const automatic = useAutomatic();
  const toggle = (on: boolean) =>
    void automatic.mutateAsync({ gapId: gap.id, automatic: on }).then(
      () => notify(on ? "Se ofrece sola" : "Ya no se ofrece sola"),
      (error: unknown) => notifyError(error),
    );
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-2 border-t border-border px-4 py-1 text-sm">
      <Repeat className="size-4 shrink-0 text-muted-foreground" aria-hidden />
      <span className="min-w-0 flex-1 text-muted-foreground">
        {gap.automatic ? `${gap.offer_note ?? "Se ofrece sola."} ${againAt(gap)}` : "No se ofrece sola."}
      </span>
      <Can permission="appointments:write">
        <Button variant="ghost" size="sm" loading={automatic.isPending} onClick={() => toggle(!gap.automatic)}>
          {gap.automatic ? "Detener" : "Que se ofrezca sola"}
        </Button>
      </Can>
    </div>
  );
}

const againAt = ({ offer_at, offers }: Gap) =>
  !offer_at
    ? ""
    : offers.length > 0
      ? `A los siguientes, a las ${formatTime(offer_at)}.`
      : `Desde las ${formatTime(offer_at)}.`;

function footOf(gap: Gap) {
  const open = gap.offers.find(({ state }) => state === "OPEN");
  if (gap.state === "TAKEN") return "Reservada por el mismo camino que las demás";
  if (open) return `Vence a las ${formatTime(open.expires_at)}`;
  if (gap.fits === 0) return "A nadie de la lista le sirve";
  return `${formatCount(gap.fits, "persona podría", "personas podrían")} venir`;
}

function OfferFirst({ gap }: { gap: Gap }) {
  const offer = useOffer();
  return (
    <Can permission="appointments:write">
      <Button
        variant="outline"
        size="sm"
        loading={offer.isPending}
        onClick={() =>
          void offer.mutateAsync({ gapId: gap.id }).then(
            (made) => notify(`Ofrecida a ${formatCount(made.length, "persona", "personas")}`),
            (error: unknown) => notifyError(error),
          )
        }
      >
        <Send aria-hidden />
        {gap.offers.length > 0 ? "Ofrecer a más" : "Ofrecer"}
      </Button>
    </Can>
  );
}

function OfferRow({ offer, onLink }: { offer: Offer; onLink: () => void }) {
  const withdraw = useWithdrawOffer();
  const { icon: Icon, text, at } = told(offer);
  return (
    <li className="flex min-h-11 items-center gap-2 px-4 py-1 text-sm">
      <Icon className="size-4 shrink-0 text-muted-foreground" aria-hidden />
      <span className="min-w-0 flex-1">
        <span className="block truncate">{offer.patient.name}</span>
        <span className="block text-xs tabular-nums text-muted-foreground">
          {text} {at}
        </span>
      </span>
      {offer.state === "OPEN" && (
        <Can permission="appointments:write">
          <Hint text="Enviar el enlace">
            <Button
              variant="ghost"
              size="icon-xs"
              aria-label={`Enviar el enlace a ${offer.patient.name}`}
              onClick={onLink}
            >
              <MessageCircle aria-hidden />
            </Button>
          </Hint>
          <Hint text="Retirar la oferta">
            <Button
              variant="ghost"
              size="icon-xs"
              aria-label={`Retirar la oferta a ${offer.patient.name}`}
              loading={withdraw.isPending}
              onClick={() => withdraw.mutate(offer.id, { onError: (error) => notifyError(error) })}
            >
              <X aria-hidden />
            </Button>
          </Hint>
        </Can>
      )}
    </li>
  );
}
