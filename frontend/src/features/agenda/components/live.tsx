"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { keepHeld } from "@/entities/appointment/held";
import { holdsQuery, type Hold } from "@/entities/appointment/holds";
import { useChanges } from "@/entities/appointment/use-changes";
import type { TimeOff } from "@/entities/schedule/schema";
import { timeOf } from "@/lib/dates";

type Span = { from: string; to: string };

/**
 * What a colleague does is here within three seconds. It comes after the page, as a part of its own: the page waits for
 * nothing of it, and goes on as before where it fails.
 */
export function Live({ span }: { span: Span }) {
  useChanges(span);
  useHeldHours(span);
  return null;
}

/** An hour that somebody is choosing is drawn as taken from its doctor, until when it is held. */
const heldAs = ({ id, doctor, start_time, end_time, kind, mine, holder_name, expires_at }: Hold): TimeOff => ({
  id,
  doctor_id: doctor.id,
  start_time,
  end_time,
  reason: `${kind === "ONLINE" ? "Reserva en línea" : mine ? "Retenida para usted" : `Retiene ${holder_name}`} hasta ${timeOf(expires_at)}`,
});

function useHeldHours(span: Span) {
  const client = useQueryClient();
  const { data } = useQuery(holdsQuery(span));
  const { from, to } = span;
  useEffect(() => {
    if (data) keepHeld(client, { from, to }, data.map(heldAs));
  }, [client, data, from, to]);
}
