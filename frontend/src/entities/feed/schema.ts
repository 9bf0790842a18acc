import { z } from "@/lib/zod-es";

export const feedSchema = z.object({
  id: z.number(),
  names: z.enum(["NONE", "INITIALS", "SHORT"]),
  created_by: z.string(),
  created_at: z.string(),
  read_at: z.string().nullable(),
  /** Only when it is made. */
  url: z.string().nullish(),
});
export type Feed = z.infer<typeof feedSchema>;

export const feedOfDoctorSchema = z.object({ feed: feedSchema.nullable() });
