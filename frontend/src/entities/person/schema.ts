import { z } from "@/lib/zod-es";

/** As what somebody is registered; the first three may prescribe. */
export const REGISTRATION_KINDS = ["PHYSICIAN", "DENTIST", "OBSTETRICIAN", "OTHER"] as const;
const registration = {
  registration_kind: z.enum(REGISTRATION_KINDS).nullish(),
  registration_expires_on: z.string().nullish(),
};

export const userSchema = z.object({
  id: z.number(),
  email: z.string(),
  full_name: z.string(),
  role: z.object({ id: z.number(), name: z.string() }),
  phone: z.string().nullish(),
  /** Attends patients: the agenda has a column for them. */
  practitioner: z.boolean().default(false),
  specialty: z.string().nullish(),
  professional_registration: z.string().nullish(),
  ...registration,
  active: z.boolean(),
  must_change_password: z.boolean(),
  /** Since the last login. */
  failed_attempts: z.number().default(0),
  last_login_at: z.string().nullish(),
  version: z.number(),
});
export type User = z.infer<typeof userSchema>;

/** The password is said once: a repeated answer to the same request comes without it. */
export const createdUserSchema = userSchema.extend({ temporary_password: z.string().nullish() });
export const temporaryPasswordSchema = z.object({ temporary_password: z.string().nullish() });

/** Who attends patients. */
export const practitionerSchema = z.object({
  id: z.number(),
  full_name: z.string(),
  specialty: z.string().nullish(),
  professional_registration: z.string().nullish(),
  ...registration,
  /** Signs alone, and co-signs for others. */
  supervises: z.boolean().default(false),
});
export type Practitioner = z.infer<typeof practitionerSchema>;
