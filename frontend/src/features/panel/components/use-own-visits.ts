"use client";

import { useCan, useMe } from "@/lib/session";

/** A practitioner without the clinic's reports comes to see their own day. */
export function useOwnVisits() {
  const me = useMe();
  const practises = useCan("records:sign");
  const manages = useCan("reports:read");
  return practises && !manages ? Number(me.id) : null;
}
