"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { VisitName } from "@/entities/appointment/visit-link";
import { patientSummaryQuery } from "@/entities/patient/queries";
import { thingOf } from "@/lib/events";
import { useCan } from "@/lib/session";

// What an event is about. Nobody knows a visit or a patient by their number: they are named to whom may know.

const idOf = (kind: "appointment" | "patient", aggregate: string) => {
  const [, name, id] = /^(\w+):(\d+)$/.exec(aggregate) ?? [];
  return name === kind ? Number(id) : null;
};

/** The visits among these, for `VisitNames`. */
export const visitsAmong = (rows: readonly { aggregate: string }[] = []) =>
  rows.map(({ aggregate }) => idOf("appointment", aggregate));

export function PatientName({ id }: { id: number }) {
  const { data } = useQuery({ ...patientSummaryQuery(id), enabled: useCan("patients:read") });
  return data?.full_name ?? `Paciente ${id}`;
}

/** One of a list: only visits, whose names are asked for all at once. */
export function ThingName({ aggregate }: { aggregate: string }) {
  const visit = idOf("appointment", aggregate);
  return visit ? <VisitName id={visit} /> : thingOf(aggregate).label;
}

export function ThingLink({ aggregate }: { aggregate: string }) {
  const patient = idOf("patient", aggregate);
  const { href } = thingOf(aggregate);
  const name = patient ? <PatientName id={patient} /> : <ThingName aggregate={aggregate} />;
  return href ? (
    <Link href={href} className="text-primary underline-offset-4 hover:underline">
      {name}
    </Link>
  ) : (
    name
  );
}
