"use client";

import { MoveHorizontal, RotateCcw, X } from "lucide-react";
import { useState, type CSSProperties, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Slider } from "@/components/ui/slider";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { contentPath } from "./queries";
import type { PatientDocument, PhotoPair } from "./schema";
import { daysBetween } from "@/lib/dates";
import { formatCount, formatDate } from "@/lib/format";
import { useCan } from "@/lib/session";
import { notify, notifyError } from "@/lib/toast";
import { useArrange } from "./api";

type Mode = "curtain" | "side" | "fade";
type Place = { x: number; y: number; scale: number; turn: number };

const AS_TAKEN: Place = { x: 0, y: 0, scale: 1, turn: 0 };
const KNOBS: { name: keyof Place; label: string; min: number; max: number; step: number }[] = [
  { name: "x", label: "Mover a los lados", min: -50, max: 50, step: 0.5 },
  { name: "y", label: "Mover arriba o abajo", min: -50, max: 50, step: 0.5 },
  { name: "scale", label: "Agrandar", min: 0.5, max: 2, step: 0.01 },
  { name: "turn", label: "Girar", min: -45, max: 45, step: 0.5 },
];

const placeOf = (pair: PhotoPair | null): Place =>
  pair
    ? { x: Number(pair.shift_x), y: Number(pair.shift_y), scale: Number(pair.scale), turn: Number(pair.turn) }
    : AS_TAKEN;

type Props = {
  patientId: number;
  before: PatientDocument;
  after: PatientDocument;
  pair: PhotoPair | null;
  onClose: () => void;
};

/** Two photos under a curtain, side by side or one through the other; the later one is laid over the earlier by hand. */
export function PhotoCompare({ patientId, before, after, pair, onClose }: Props) {
  const canWrite = useCan("documents:write");
  const arrange = useArrange(patientId);
  const [mode, setMode] = useState<Mode>("curtain");
  const [curtain, setCurtain] = useState(50);
  const [place, setPlace] = useState(() => placeOf(pair));
  const [title, setTitle] = useState(pair?.title ?? `${before.title} y ${after.title}`.slice(0, 200));
  const laid: CSSProperties = {
    transform: `translate(${place.x}%, ${place.y}%) rotate(${place.turn}deg) scale(${place.scale})`,
  };
  const save = () =>
    arrange.mutateAsync({
      before_id: before.id,
      after_id: after.id,
      title: title.trim(),
      shift_x: place.x.toFixed(2),
      shift_y: place.y.toFixed(2),
      scale: place.scale.toFixed(2),
      turn: place.turn.toFixed(1),
    });
  const days = daysBetween(before.taken_on, after.taken_on);

  return (
    <section aria-label="Antes y después" className="overflow-hidden rounded-xl border border-border bg-card shadow-1">
      <header className="flex flex-wrap items-center gap-3 border-b border-border px-4 py-2.5">
        <h2 className="text-lg font-semibold tracking-[-0.01em]">Antes y después</h2>
        <span className="text-sm text-muted-foreground">{formatCount(days, "día", "días")} entre las dos</span>
        <ToggleGroup
          type="single"
          aria-label="Cómo se comparan"
          value={mode}
          onValueChange={(value) => value && setMode(value as Mode)}
          className="ml-auto"
        >
          <ToggleGroupItem value="curtain">Cortina</ToggleGroupItem>
          <ToggleGroupItem value="side">Lado a lado</ToggleGroupItem>
          <ToggleGroupItem value="fade">Fundido</ToggleGroupItem>
        </ToggleGroup>
        <Button variant="ghost" size="icon-sm" aria-label="Cerrar la comparación" onClick={onClose}>
          <X aria-hidden />
        </Button>
      </header>
      <div className="grid lg:grid-cols-[minmax(0,1fr)_18rem]">
        {mode === "side" ? (
          <div className="grid grid-cols-2 gap-px bg-border">
            {[before, after].map((photo, index) => (
              <Stage key={photo.id}>
                <Photo document={photo} style={index === 1 ? laid : undefined} />
                <Caption document={photo} word={index === 0 ? "Antes" : "Después"} />
              </Stage>
            ))}
          </div>
        ) : (
          <Stage>
            <Photo document={before} />
            <div
              className="absolute inset-0"
              style={mode === "curtain" ? { clipPath: `inset(0 0 0 ${curtain}%)` } : { opacity: curtain / 100 }}
            >
              <Photo document={after} style={laid} />
            </div>
            <Caption document={before} word="Antes" />
            <Caption document={after} word="Después" right />
            {mode === "curtain" && (
              <span
                aria-hidden
                className="pointer-events-none absolute inset-y-0 w-0.5 bg-white"
                style={{ left: `${curtain}%` }}
              >
                <span className="absolute left-1/2 top-1/2 grid size-11 -translate-x-1/2 -translate-y-1/2 place-items-center rounded-full bg-white text-black shadow-2">
                  <MoveHorizontal className="size-5" />
                </span>
              </span>
            )}
            <input
              type="range"
              min={0}
              max={100}
              step={2}
              value={curtain}
              onChange={(event) => setCurtain(Number(event.target.value))}
              aria-label={mode === "curtain" ? "Cortina entre antes y después" : "Cuánto se ve del después"}
              className="absolute inset-0 size-full cursor-ew-resize opacity-0"
            />
          </Stage>
        )}
        <div className="space-y-4 border-t border-border p-4 lg:border-l lg:border-t-0">
          <h3 className="text-sm font-semibold">Alinear el después</h3>
          {KNOBS.map(({ name, label, ...range }) => (
            <div key={name} className="space-y-1.5">
              <span className="text-sm text-muted-foreground">{label}</span>
              <Slider
                thumbLabels={[label]}
                value={[place[name]]}
                onValueChange={([value]) => setPlace((now) => ({ ...now, [name]: value ?? now[name] }))}
                {...range}
              />
            </div>
          ))}
          <Button variant="outline" size="sm" onClick={() => setPlace(AS_TAKEN)}>
            <RotateCcw aria-hidden />
            Como se tomaron
          </Button>
          {canWrite && (
            <form
              className="space-y-2 border-t border-border pt-4"
              onSubmit={(event) => {
                event.preventDefault();
                save().then(
                  () => notify("Comparación guardada"),
                  (error: unknown) => notifyError(error),
                );
              }}
            >
              <Label htmlFor="pair-title">Nombre del par</Label>
              <Input id="pair-title" value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
              <Button type="submit" className="w-full" loading={arrange.isPending} disabled={!title.trim()}>
                Guardar comparación
              </Button>
            </form>
          )}
        </div>
      </div>
    </section>
  );
}

const Stage = ({ children }: { children: ReactNode }) => (
  <div className="relative aspect-[4/3] overflow-hidden bg-black lg:aspect-auto lg:min-h-[28rem]">{children}</div>
);

const Photo = ({ document, style }: { document: PatientDocument; style?: CSSProperties }) => (
  // eslint-disable-next-line @next/next/no-img-element -- Next resizes nothing in a static export
  <img
    src={contentPath(document)}
    alt={document.title}
    draggable={false}
    style={style}
    className="absolute inset-0 size-full object-contain"
  />
);

const Caption = ({ document, word, right }: { document: PatientDocument; word: string; right?: boolean }) => (
  <span
    className={`pointer-events-none absolute top-3 rounded bg-black/70 px-2 py-1 text-xs font-medium text-white ${right ? "right-3" : "left-3"}`}
  >
    {word} · {formatDate(document.taken_on)}
  </span>
);
