"use client";

import { ImagePlus, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { DateField } from "@/components/form/date-fields";
import { SelectField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { useAttach } from "@/entities/document/api";
import { STAGES, VIEWS, type PatientDocument, type View } from "@/entities/document/schema";
import { seriesOf as titleOf, STAGE_LABEL, VIEW_LABEL } from "@/entities/document/words";
import { today } from "@/lib/dates";
import { day } from "@/lib/fields";
import { formatCount } from "@/lib/format";
import { ApiError, messageOf, problemOf } from "@/lib/problem";
import { notify } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { freeViews, nextStage } from "../series";

type Picture = { file: File; view: View | null; why?: string };

const seriesForm = z.object({ stage: z.enum(STAGES), taken_on: day });
const IMAGES = "image/png,image/jpeg,image/webp";

/** Several photos of one moment: each takes the next view, and is told another where that is wrong. */
export function SeriesSheet({
  patientId,
  photos,
  onClose,
}: {
  patientId: number;
  photos: PatientDocument[];
  onClose: () => void;
}) {
  const attach = useAttach(patientId);
  const [pictures, setPictures] = useState<Picture[]>([]);
  const picker = useRef<HTMLInputElement>(null);
  const form = useZodForm(seriesForm, { defaultValues: { stage: nextStage(photos), taken_on: today() } });
  const refuse = (detail: string) => {
    throw new ApiError({ ...problemOf(422), detail });
  };
  const take = (given: File[]) =>
    setPictures((now) => {
      const taken = now.map(({ view }) => view).filter((view) => view !== null);
      const views = freeViews(given.length, taken);
      return [...now, ...given.map((file, place) => ({ file, view: views[place]! }))];
    });
  const set = (place: number, change: Partial<Picture>) =>
    setPictures((now) => now.map((one, index) => (index === place ? { ...one, ...change } : one)));

  return (
    <FormSheet
      wide
      open
      onOpenChange={(open) => !open && onClose()}
      title="Agregar serie de fotos"
      description="Elija las fotos en el orden de las vistas; si alguna no coincide, corríjala en su fila. Se quitan la ubicación y los datos de la cámara."
      form={form}
      submitLabel={pictures.length === 0 ? "Guardar serie" : `Guardar ${formatCount(pictures.length, "foto", "fotos")}`}
      onSubmit={async ({ stage, taken_on }) => {
        if (pictures.length === 0) refuse("Elija al menos una foto.");
        if (pictures.some(({ view }) => view === null)) refuse("Diga de cada foto qué vista es.");
        if (new Set(pictures.map(({ view }) => view)).size < pictures.length)
          refuse("Dos fotos tienen la misma vista: corrija una.");
        const failed: Picture[] = [];
        for (const { file, view } of pictures)
          await attach
            .mutateAsync({ file, kind: "PHOTO", title: titleOf({ view, stage })!, taken_on, note: null, view, stage })
            .catch((error: unknown) => failed.push({ file, view, why: messageOf(error) }));
        const done = pictures.length - failed.length;
        if (done > 0) notify(`${formatCount(done, "foto guardada", "fotos guardadas")}`);
        // What was saved is not sent again; the rest stays, each with its reason.
        setPictures(failed);
        if (failed.length > 0) refuse(`No se guardaron ${formatCount(failed.length, "foto", "fotos")}.`);
      }}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          control={form.control}
          name="stage"
          label="Momento"
          options={STAGES.map((value) => ({ value, label: STAGE_LABEL[value] }))}
        />
        <DateField control={form.control} name="taken_on" label="Fecha en que se tomaron" max={today()} />
      </div>
      {pictures.length > 0 && (
        <ul aria-label="Fotos elegidas" className="divide-y divide-border rounded-lg border border-border">
          {pictures.map(({ file, view, why }, place) => (
            <li key={`${file.name}-${place}`} className="flex flex-wrap items-center gap-3 p-2">
              <Preview file={file} />
              <div className="min-w-0 flex-1">
                <Select value={view ?? ""} onValueChange={(value) => value && set(place, { view: value as View })}>
                  <SelectTrigger aria-label={`Vista de ${file.name}`}>
                    <SelectValue placeholder="Elija la vista…" />
                  </SelectTrigger>
                  <SelectContent>
                    {VIEWS.map((one) => (
                      <SelectItem key={one} value={one}>
                        {VIEW_LABEL[one]}
                      </SelectItem>
                    ))}
                  </SelectContent>
                </Select>
                <p className="mt-1 truncate text-xs text-muted-foreground">{why ?? file.name}</p>
              </div>
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={`Quitar ${file.name}`}
                onClick={() => setPictures((now) => now.filter((_, index) => index !== place))}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button variant="outline" className="w-full" onClick={() => picker.current?.click()}>
        <ImagePlus aria-hidden />
        {pictures.length === 0 ? "Elegir fotos" : "Elegir más fotos"}
      </Button>
      <input
        ref={picker}
        type="file"
        multiple
        accept={IMAGES}
        aria-label="Fotos de la serie"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          take(Array.from(event.target.files ?? []));
          event.target.value = "";
        }}
      />
    </FormSheet>
  );
}

function Preview({ file }: { file: File }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return (
    <span className="block aspect-[4/3] w-20 shrink-0 overflow-hidden rounded bg-muted">
      {address && (
        // eslint-disable-next-line @next/next/no-img-element -- it stands only in this window
        <img src={address} alt="" className="size-full object-cover" />
      )}
    </span>
  );
}
