import { z } from "zod";
import { api } from "./api";
import { ApiError, problemOf } from "./problem";

export const storedFileSchema = z.object({
  id: z.string(),
  sha256: z.string(),
  media_type: z.string(),
  size_bytes: z.number(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  pages: z.number().nullable(),
  created_at: z.string(),
});
export type StoredFile = z.infer<typeof storedFileSchema>;

/** What a service takes, as the browser's dialog of files is told. */
export const PHOTOS_AND_PDF = "image/png,image/jpeg,image/webp,application/pdf";
const MOST_MEGABYTES = 15;

/**
 * Uploads a file to a service that keeps files; its `id` then names it in what it is attached to. Throws what a person reads:
 * too large is said before a byte is sent, and everything else by the service, which looks inside.
 */
export async function upload(service: "historia-clinica" | "facturacion", file: File): Promise<StoredFile> {
  if (file.size > MOST_MEGABYTES * 1024 * 1024) {
    const detail = `«${file.name}» pesa más de ${MOST_MEGABYTES} MB: use uno más liviano.`;
    throw new ApiError({ ...problemOf(413), detail });
  }
  return api(storedFileSchema, `/${service}/files`, { method: "POST", file });
}
