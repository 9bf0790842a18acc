import { formatCount, formatDate } from "@/lib/format";
import type { Kind, PatientDocument, Stage, View } from "./schema";

export const KIND_LABEL: Record<Kind, string> = {
  PHOTO: "Foto",
  RADIOGRAPH: "Radiografía",
  LABORATORY: "Laboratorio",
  OTHER: "Otro",
};
export const KINDS_LABEL: Record<Kind, string> = {
  PHOTO: "Fotos",
  RADIOGRAPH: "Radiografías",
  LABORATORY: "Laboratorio",
  OTHER: "Otros",
};

export const VIEW_LABEL: Record<View, string> = {
  FRONTAL: "Frontal en reposo",
  SMILE: "Sonrisa",
  PROFILE: "Perfil",
  THREE_QUARTER: "Tres cuartos",
  INTRAORAL_FRONTAL: "Intraoral frontal",
  INTRAORAL_RIGHT: "Intraoral derecha",
  INTRAORAL_LEFT: "Intraoral izquierda",
  OCCLUSAL_UPPER: "Oclusal superior",
  OCCLUSAL_LOWER: "Oclusal inferior",
};
export const STAGE_LABEL: Record<Stage, string> = { BEFORE: "Inicio", PROGRESS: "Avance", AFTER: "Final" };

/** «Sonrisa, inicio», of a photo of a series. */
export const seriesOf = ({ view, stage }: Pick<PatientDocument, "view" | "stage">) =>
  view && stage ? `${VIEW_LABEL[view]}, ${STAGE_LABEL[stage].toLowerCase()}` : null;

export const isDicom = ({ media_type }: { media_type: string }) => media_type === "application/dicom";
export const isImage = ({ media_type }: { media_type: string }) => media_type.startsWith("image/");

const megabytes = new Intl.NumberFormat("es-EC", { maximumFractionDigits: 1 });

/** «3,1 MB», and what is small in kB. */
export const formatSize = (bytes: number) =>
  bytes < 100_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${megabytes.format(bytes / 1_000_000)} MB`;

/** «20 nov 2026 · 2 páginas». */
export const documentSummary = (document: PatientDocument) =>
  `${formatDate(document.taken_on)} · ${
    document.pages ? formatCount(document.pages, "página", "páginas") : formatSize(document.size_bytes)
  }${isDicom(document) ? " · DICOM" : ""}${document.annotated ? " · anotada" : ""}`;
