import { queryOptions } from "@tanstack/react-query";
import { listOf } from "@/lib/api";
import { resource } from "@/lib/resource";
import { noteTemplateSchema, phraseSchema } from "./schema";

export const NOTE_TEMPLATES = "/historia-clinica/note-templates";
export const PHRASES = "/historia-clinica/note-phrases";

export const noteTemplatesQuery = queryOptions({
  ...resource(listOf(noteTemplateSchema), NOTE_TEMPLATES),
  staleTime: 5 * 60_000,
});
export const phrasesQuery = queryOptions({ ...resource(listOf(phraseSchema), PHRASES), staleTime: 5 * 60_000 });
