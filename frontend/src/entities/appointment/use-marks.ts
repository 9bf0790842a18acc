"use client";

import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { visitsOfPatientsQuery } from "./queries";
import type { Appointment } from "./schema";
import { balancesQuery } from "@/entities/invoice/balances";
import { alertKindsQuery } from "@/entities/patient/queries";
import { compare } from "@/lib/decimal";
import { useCan } from "@/lib/session";
import { blocks } from "./steps";

/** What a block says of its patient beside its status. */
export type Marks = { alerts: string[]; first: boolean; owes: string | null };

/** The services answer for so many patients at once. */
const AT_ONCE = 100;

const chunks = (ids: readonly number[]) =>
  Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, index) =>
    ids.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );

/** The answers to one question about all patients, as far as they have come. */
const joined = <T>(answers: readonly { data?: T[] }[]) => answers.flatMap(({ data }) => data ?? []);

/**
 * The marks of the visits on screen, by visit: three questions about everybody, however many visits there are. Who may not
 * know something is not told; the agenda does not wait for it, nor fail with it.
 */
export function useMarks(appointments: readonly Appointment[]): ReadonlyMap<number, Marks> {
  const [seesAlerts, seesDebts] = [useCan("alerts:read"), useCan("invoices:read")];
  const standing = appointments.filter(blocks);
  const asked = [...new Set(standing.map(({ patient }) => patient.id))].sort((a, b) => a - b).join();
  const pages = useMemo(() => chunks(asked ? asked.split(",").map(Number) : []), [asked]);

  const options = { placeholderData: keepPreviousData, staleTime: 60_000 } as const;
  const alerts = useQueries({
    queries: pages.map((ids) => ({ ...alertKindsQuery(ids), ...options, enabled: seesAlerts })),
    combine: joined,
  });
  const visits = useQueries({
    queries: pages.map((ids) => ({ ...visitsOfPatientsQuery(ids), ...options })),
    combine: joined,
  });
  const debts = useQueries({
    queries: pages.map((ids) => ({ ...balancesQuery(ids), ...options, enabled: seesDebts })),
    combine: joined,
  });

  return useMemo(() => {
    const kinds = new Map(alerts.map(({ patient_id, alert_kinds }) => [patient_id, alert_kinds]));
    const known = new Map(visits.map(({ patient_id, ...when }) => [patient_id, when]));
    const owed = new Map(debts.map(({ patient_id, balance }) => [patient_id, balance]));
    return new Map(
      standing.map(({ id, patient, start_time, status }) => {
        const attended = status === "COMPLETED";
        const when = known.get(patient.id);
        const balance = owed.get(patient.id) ?? "0";
        return [
          id,
          {
            alerts: attended ? [] : (kinds.get(patient.id) ?? []),
            first:
              !attended &&
              when?.last === null &&
              (when.next === null || Date.parse(start_time) <= Date.parse(when.next)),
            owes: compare(balance, "0") > 0 ? balance : null,
          },
        ];
      }),
    );
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `standing` is made of them
  }, [appointments, alerts, visits, debts]);
}
