import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { visitsOfPatientsQuery } from "@/entities/appointment/queries";
import { balancesQuery } from "@/entities/invoice/balances";
import type { ListedPatient } from "@/entities/patient/schema";
import { useCan } from "@/lib/session";

export type KnownElsewhere = {
  visits?: ReadonlyMap<number, { last: string | null; next: string | null }>;
  balances?: ReadonlyMap<number, string>;
  seesVisits: boolean;
  seesBalances: boolean;
};

/**
 * What citas and facturacion know of the patients on a page: one question to each, of all of them, once the page is
 * there. The list does not wait for it, nor fail with it, and who may not see it is not told.
 */
export function useKnownElsewhere(patients: readonly ListedPatient[] | undefined): KnownElsewhere {
  const [seesVisits, seesBalances] = [useCan("appointments:read"), useCan("invoices:read")];
  const ids = patients?.map(({ id }) => id) ?? [];
  const visitsQuery = visitsOfPatientsQuery(ids);
  const owedQuery = balancesQuery(ids);
  const { data: visits } = useQuery({ ...visitsQuery, enabled: visitsQuery.enabled === true && seesVisits });
  const { data: owed } = useQuery({ ...owedQuery, enabled: owedQuery.enabled === true && seesBalances });
  return useMemo(
    () => ({
      visits: visits && new Map(visits.map(({ patient_id, last, next }) => [patient_id, { last, next }])),
      balances: owed && new Map(owed.map(({ patient_id, balance }) => [patient_id, balance])),
      seesVisits,
      seesBalances,
    }),
    [visits, owed, seesVisits, seesBalances],
  );
}
