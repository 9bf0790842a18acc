import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "@/lib/api";
import { rememberClinic, rememberedClinic, type Clinic } from "@/lib/clinic-memory";
import { resource } from "@/lib/resource";
import { z } from "@/lib/zod-es";

const clinicSchema = z.object({
  name: z.string(),
  accent: z.string().nullable(),
  logo: z.boolean(),
  version: z.number(),
  /** What answers in the SRI's place is an emulator on that machine. */
  sri_emulated: z.boolean().nullish(),
  // What printed documents say of it.
  legal_name: z.string().nullish(),
  ruc: z.string().nullish(),
  address: z.string().nullish(),
  phone: z.string().nullish(),
  email: z.string().nullish(),
});
export type { Clinic };
export type ClinicAsStored = z.output<typeof clinicSchema>;
type Company = Partial<Pick<ClinicAsStored, "legal_name" | "ruc" | "address" | "phone" | "email">>;

export const clinicQuery = queryOptions({
  ...resource(clinicSchema, "/auth/clinic"),
  staleTime: 5 * 60_000,
});

const SUITE: Clinic = { name: "OmniClínica", accent: null, logo: false, version: 0 };

/** How the clinic presents itself; until it is known, as it did last time, or as the suite does. */
export function useClinic(): Clinic {
  const { data } = useQuery(clinicQuery);
  return data ?? rememberedClinic() ?? SUITE;
}

/** Paints the pages in the clinic's colour, and keeps it for the next opening. */
export function useClinicColour() {
  const { data } = useQuery(clinicQuery);
  useEffect(() => {
    if (data) rememberClinic(data);
  }, [data]);
}

/** The version is part of the address: the browser keeps the image until it changes. */
export const logoPath = ({ version }: Pick<Clinic, "version">) => `/api/auth/clinic/logo?v=${version}`;

type Change =
  | { what: "presentation"; version: number; body: { name: string; accent: string | null } & Company }
  | { what: "logo"; version: number; body: { image: string } | null };

/** Name and colour, or the logo: `null` takes it away. */
export function useChangeClinic() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ what, version, body }: Change) =>
      what === "logo"
        ? api(clinicSchema, "/auth/clinic/logo", { method: body ? "PUT" : "DELETE", version, ...(body && { body }) })
        : api(clinicSchema, "/auth/clinic", { method: "PUT", version, body }),
    onSuccess: (clinic) => client.setQueryData(clinicQuery.queryKey, clinic),
  });
}
