import { z } from "@/lib/zod-es";

export const clientSchema = z.object({
  id: z.number(),
  client_id: z.string(),
  name: z.string(),
  permissions: z.array(z.string()),
  active: z.boolean(),
  system: z.boolean(),
  last_used_at: z.string().nullish(),
  version: z.number(),
});
export type Client = z.infer<typeof clientSchema>;

/** The secret is said once: a repeated answer to the same request comes without it. */
export const clientWithSecretSchema = clientSchema.extend({ client_secret: z.string().nullish() });
export type ClientWithSecret = z.infer<typeof clientWithSecretSchema>;
