import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { api } from "@/lib/api";
import { invalidate, resource } from "@/lib/resource";
import { changed } from "./changed";
import { DOCUMENTS } from "./queries";
import type { PatientDocument } from "./schema";

export const COLOURS = ["RED", "YELLOW", "GREEN", "BLUE", "WHITE"] as const;
export type Colour = (typeof COLOURS)[number];
export const SHAPES = ["ARROW", "CIRCLE", "TEXT"] as const;
export type Shape = (typeof SHAPES)[number];

const common = { colour: z.enum(COLOURS), x: z.number(), y: z.number() };
/** Places are ten-thousandths of the image's width and height. */
const markSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ARROW"), ...common, to_x: z.number(), to_y: z.number() }),
  z.object({ kind: z.literal("CIRCLE"), ...common, to_x: z.number(), to_y: z.number() }),
  z.object({ kind: z.literal("TEXT"), ...common, text: z.string() }),
]);
export type Mark = z.infer<typeof markSchema>;

const editionSchema = z.object({
  edition: z.number(),
  marks: z.array(markSchema),
  by: z.object({ id: z.string(), name: z.string() }),
  at: z.string(),
});
export type Edition = z.infer<typeof editionSchema>;
const annotationsSchema = z.object({
  document_id: z.number(),
  edition: z.number(),
  /** The last edition first. */
  data: z.array(editionSchema),
});
export type Annotations = z.infer<typeof annotationsSchema>;

const annotationsOf = (id: number) => `${DOCUMENTS}/${id}/annotations`;

export const annotationsQuery = (id: number) => queryOptions(resource(annotationsSchema, annotationsOf(id)));

/** Draws over an image: all its marks, over the edition that was read. */
export function useAnnotate(document: PatientDocument) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ marks, edition }: { marks: readonly Mark[]; edition: number }) =>
      api(annotationsSchema, annotationsOf(document.id), { method: "POST", body: { marks }, version: edition }),
    onSettled: () =>
      Promise.all([invalidate(client, [annotationsOf(document.id)]), changed(client, document.patient_id)]),
  });
}
