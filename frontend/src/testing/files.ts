import type { StoredFile } from "@/lib/files";

/** What a service answers to an upload. */
export const storedFileOf = (changes: Partial<StoredFile> = {}): StoredFile => ({
  id: "0b0e2f0c-5d3f-4c63-9a3a-6f1a5b1c2d3e",
  sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  media_type: "image/jpeg",
  size_bytes: 204_800,
  width: 1600,
  height: 1200,
  pages: null,
  created_at: "2026-11-29T10:00:00-05:00",
  ...changes,
});
