"use client";

import { useQuery } from "@tanstack/react-query";
import { AnnotationMarks } from "./annotation-marks";
import { annotationsQuery } from "./annotations";
import type { PatientDocument } from "./schema";
import { formatDateTime } from "@/lib/format";
import { messageOf } from "@/lib/problem";

/** What is drawn over an image, laid over it; the box around it holds both. */
export function AnnotationLayer({ document }: { document: PatientDocument }) {
  const { data, error } = useQuery(annotationsQuery(document.id));
  const last = data?.data[0];
  const { width, height } = document;
  if (error)
    return (
      <p role="alert" className="absolute inset-x-0 bottom-0 bg-card/90 px-3 py-2 text-sm">
        No se ven las anotaciones: {messageOf(error)}
      </p>
    );
  if (!last || !width || !height) return null;
  return (
    <>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={said(last.marks)}
        className="pointer-events-none absolute inset-0 size-full"
      >
        <AnnotationMarks width={width} height={height} marks={last.marks} />
      </svg>
      <p className="absolute bottom-0 left-0 max-w-full truncate rounded-tr-md bg-card/90 px-2 py-1 text-xs">
        Anotó {last.by.name}, {formatDateTime(last.at)}
      </p>
    </>
  );
}

/** What is written in the image, for who does not see it. */
function said(marks: { kind: string; text?: string }[]) {
  const words = marks.flatMap(({ text }) => text ?? []);
  return `Anotaciones sobre la imagen: ${words.length > 0 ? words.join(", ") : `${marks.length} marcas`}`;
}
