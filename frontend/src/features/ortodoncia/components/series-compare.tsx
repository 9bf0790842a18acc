"use client";

import { useEffect, useRef } from "react";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { PhotoCompare } from "@/entities/document/photo-compare";
import type { PatientDocument, PhotoPair } from "@/entities/document/schema";
import { STAGE_LABEL, VIEW_LABEL } from "@/entities/document/words";
import { formatDate } from "@/lib/format";

type CompareProps = {
  patientId: number;
  /** All of the view, the earliest first. */
  photos: PatientDocument[];
  before: PatientDocument;
  after: PatientDocument;
  pair: PhotoPair | null;
  onChoose: (two: readonly PatientDocument[] | null) => void;
};

/** Two moments of one view, as pairs of photos are compared; which two is chosen above them. */
export function SeriesCompare({ patientId, photos, before, after, pair, onChoose }: CompareProps) {
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => here.current?.focus(), []);
  return (
    <div ref={here} tabIndex={-1} className="space-y-3 outline-none">
      <div className="flex flex-wrap items-end gap-3">
        <p className="flex-1 basis-full font-semibold sm:basis-0">{VIEW_LABEL[before.view!]}</p>
        <Moment label="Antes" photos={photos} value={before} other={after} onChange={(one) => onChoose([one, after])} />
        <Moment
          label="Después"
          photos={photos}
          value={after}
          other={before}
          onChange={(one) => onChoose([before, one])}
        />
      </div>
      <PhotoCompare patientId={patientId} before={before} after={after} pair={pair} onClose={() => onChoose(null)} />
    </div>
  );
}

type MomentProps = {
  label: string;
  photos: PatientDocument[];
  value: PatientDocument;
  other: PatientDocument;
  onChange: (photo: PatientDocument) => void;
};

function Moment({ label, photos, value, other, onChange }: MomentProps) {
  return (
    <div className="min-w-0 flex-1 space-y-1 sm:w-56 sm:flex-none">
      <Label htmlFor={`momento-${label}`}>{label}</Label>
      <Select
        value={String(value.id)}
        onValueChange={(id) => {
          const chosen = photos.find((photo) => String(photo.id) === id);
          if (chosen) onChange(chosen);
        }}
      >
        <SelectTrigger id={`momento-${label}`}>
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {photos.map((photo) => (
            <SelectItem key={photo.id} value={String(photo.id)} disabled={photo.id === other.id}>
              {STAGE_LABEL[photo.stage!]} · {formatDate(photo.taken_on)}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </div>
  );
}
