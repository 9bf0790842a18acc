"use client";

import { Link } from "@/components/patterns/link";
import { lazy, Suspense } from "react";
import { thingOf } from "@/lib/things";

// What an event is about. Nobody knows a visit or a patient by their number: they are named to whom may know, and the
// number stands until then.
const NamedVisit = lazy(() => import("./named").then((file) => ({ default: file.NamedVisit })));
const NamedPatient = lazy(() => import("./named").then((file) => ({ default: file.NamedPatient })));

/** `appointment:12` → 12, if it is one of these. */
export const idOf = (kind: "appointment" | "patient", aggregate: string) => {
  const [, name, id] = /^(\w+):(\d+)$/.exec(aggregate) ?? [];
  return name === kind ? Number(id) : null;
};

/** The visits among these, for `VisitNames`. */
export const visitsAmong = (rows: readonly { aggregate: string }[] = []) =>
  [...new Set(rows.flatMap(({ aggregate }) => idOf("appointment", aggregate) ?? []))].sort((a, b) => a - b);

/** One of a list: only visits, whose names are asked for all at once. */
export function ThingName({ aggregate }: { aggregate: string }) {
  const visit = idOf("appointment", aggregate);
  const { label } = thingOf(aggregate);
  return visit ? (
    <Suspense fallback={label}>
      <NamedVisit id={visit} />
    </Suspense>
  ) : (
    label
  );
}

export function ThingLink({ aggregate }: { aggregate: string }) {
  const patient = idOf("patient", aggregate);
  const { href, label } = thingOf(aggregate);
  const name = patient ? (
    <Suspense fallback={label}>
      <NamedPatient id={patient} />
    </Suspense>
  ) : (
    <ThingName aggregate={aggregate} />
  );
  return href ? (
    <Link href={href} className="text-primary underline-offset-4 hover:underline">
      {name}
    </Link>
  ) : (
    name
  );
}
