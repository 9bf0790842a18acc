"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, Trash2, Undo2 } from "lucide-react";
import { useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { CloseQuestion } from "@/components/form/close-question";
import { useCloseGuard } from "@/components/form/use-close-guard";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import {
  Sheet,
  SheetBody,
  SheetContent,
  SheetDescription,
  SheetFooter,
  SheetHeader,
  SheetTitle,
} from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { AnnotationMarks, markName } from "./annotation-marks";
import { annotationsQuery, useAnnotate, type Annotations, type Colour, type Mark, type Shape } from "./annotations";
import { AnnotationTools, Earlier } from "./annotation-tools";
import { contentPath } from "./queries";
import type { PatientDocument } from "./schema";
import { inTheMiddle, moved, stretched, useMarks } from "./use-marks";
import { messageOf } from "@/lib/problem";
import { notify } from "@/lib/toast";

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const STEP = 100;

type Props = { document: PatientDocument; onClose: () => void };

/** Draws arrows, circles and words over an image. The file stays as it is; each time it is saved is an edition. */
export function AnnotateSheet({ document, onClose }: Props) {
  const query = useQuery({ ...annotationsQuery(document.id), staleTime: 0 });
  // What was read when it was opened: another's edition in between is told when it is saved.
  const [begun, setBegun] = useState<Annotations | null>(null);
  if (!begun && query.data && !query.isFetching) setBegun(query.data);
  return begun ? (
    <Editor key={begun.edition} document={document} begun={begun} onClose={onClose} />
  ) : (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent size="full">
        <SheetHeader>
          <SheetTitle>{`Anotar «${document.title}»`}</SheetTitle>
        </SheetHeader>
        <SheetBody>
          {query.error ? (
            <ErrorState bare error={query.error} what="las anotaciones" onRetry={() => void query.refetch()} />
          ) : (
            <Skeleton className="h-80 w-full" />
          )}
        </SheetBody>
      </SheetContent>
    </Sheet>
  );
}

function Editor({ document, begun, onClose }: Props & { begun: Annotations }) {
  const annotate = useAnnotate(document);
  const draft = useMarks(begun.data[0]?.marks ?? []);
  const { marks } = draft;
  const [shape, setShape] = useState<Shape>("ARROW");
  const [colour, setColour] = useState<Colour>("RED");
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<number | null>(null);
  const drag = useRef<{ index: number; from: Mark; x: number; y: number; drawing: boolean } | null>(null);
  const stage = useRef<SVGSVGElement>(null);
  const words = useRef<HTMLInputElement>(null);
  const guard = useCloseGuard({ open: true, dirty: draft.dirty, close: onClose, reset: () => undefined });
  const width = document.width ?? 1000;
  const height = document.height ?? 1000;

  const place = (event: PointerEvent) => {
    const box = stage.current!.getBoundingClientRect();
    return {
      x: Math.round(((event.clientX - box.left) / (box.width || 1)) * 10_000),
      y: Math.round(((event.clientY - box.top) / (box.height || 1)) * 10_000),
    };
  };
  const add = (mark: Mark) => {
    draft.put([...marks, mark]);
    setChosen(marks.length);
  };
  const replace = (index: number, mark: Mark, amend = false) =>
    (amend ? draft.amend : draft.put)(marks.map((one, at) => (at === index ? mark : one)));
  const remove = (index: number) => {
    draft.put(marks.filter((_, at) => at !== index));
    setChosen(null);
    stage.current?.focus();
  };
  const needsWords = shape === "TEXT" && text.trim() === "";

  const begin = (event: PointerEvent) => {
    if (event.button !== 0) return;
    if (needsWords) return words.current?.focus();
    const { x, y } = place(event);
    const mark: Mark =
      shape === "TEXT"
        ? { kind: "TEXT", colour, x, y, text: text.trim() }
        : { kind: shape, colour, x, y, to_x: x, to_y: y };
    drag.current = { index: marks.length, from: mark, x, y, drawing: true };
    event.currentTarget.setPointerCapture?.(event.pointerId);
    add(mark);
  };
  const grab = (event: PointerEvent, index: number) => {
    event.stopPropagation();
    setChosen(index);
    drag.current = { index, from: marks[index]!, ...place(event), drawing: false };
    draft.put([...marks]);
    stage.current?.setPointerCapture?.(event.pointerId);
  };
  const follow = (event: PointerEvent) => {
    const held = drag.current;
    if (!held) return;
    const { x, y } = place(event);
    const mark =
      held.drawing && held.from.kind !== "TEXT" ? stretched(held.from, x, y) : moved(held.from, x - held.x, y - held.y);
    replace(held.index, mark, true);
  };
  const release = () => {
    const held = drag.current;
    drag.current = null;
    const mark = held && marks[held.index];
    // A press that went nowhere draws nothing, and one that moved nothing is no step.
    const nowhere =
      mark && held.drawing && mark.kind !== "TEXT" && Math.hypot(mark.to_x - mark.x, mark.to_y - mark.y) < 100;
    if (nowhere || (mark && !held.drawing && mark === held.from)) draft.undo();
  };
  const onKey = (event: KeyboardEvent, index: number) => {
    const mark = marks[index]!;
    const way = ARROWS[event.key];
    if (way) {
      event.preventDefault();
      const [dx, dy] = [way[0] * STEP, way[1] * STEP];
      replace(
        index,
        event.shiftKey && mark.kind !== "TEXT" ? stretched(mark, mark.to_x + dx, mark.to_y + dy) : moved(mark, dx, dy),
      );
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      remove(index);
    }
  };

  return (
    <Sheet open onOpenChange={(open) => !open && guard.requestClose()}>
      <SheetContent
        size="full"
        onKeyDown={(event) => {
          if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
          if (event.target instanceof HTMLInputElement) return;
          event.preventDefault();
          draft.undo();
        }}
      >
        <SheetHeader>
          <SheetTitle>{`Anotar «${document.title}»`}</SheetTitle>
          <SheetDescription>
            Arrastre sobre la imagen, o agregue al centro y mueva con las flechas (con Mayús se estira; Supr quita). La
            imagen queda como está.
          </SheetDescription>
        </SheetHeader>
        <SheetBody className="flex flex-col gap-3">
          <div className="flex flex-wrap items-center gap-2">
            <AnnotationTools
              shape={shape}
              colour={colour}
              onShape={setShape}
              onColour={(value) => {
                setColour(value);
                if (chosen !== null && marks[chosen]) replace(chosen, { ...marks[chosen], colour: value });
              }}
            />
            {shape === "TEXT" && (
              <div className="flex items-center gap-2">
                <Label htmlFor="annotation-words">Texto</Label>
                <Input
                  ref={words}
                  id="annotation-words"
                  value={text}
                  maxLength={120}
                  placeholder="Qué se ve aquí"
                  className="w-56"
                  onChange={(event) => setText(event.target.value)}
                />
              </div>
            )}
            <Button
              variant="outline"
              onClick={() => (needsWords ? words.current?.focus() : add(inTheMiddle(shape, colour, text.trim())))}
            >
              <Plus aria-hidden />
              Agregar al centro
            </Button>
            <Button variant="ghost" disabled={!draft.canUndo} onClick={draft.undo}>
              <Undo2 aria-hidden />
              Deshacer
            </Button>
            {chosen !== null && marks[chosen] && (
              <Button variant="ghost" onClick={() => remove(chosen)}>
                <Trash2 aria-hidden />
                Quitar {markName(marks[chosen], chosen).toLowerCase()}
              </Button>
            )}
            {begun.data.length > 0 && <Earlier begun={begun} onTake={(taken) => draft.put(taken)} />}
          </div>
          <div className="grid min-h-0 flex-1 place-items-center overflow-hidden rounded-lg border border-border bg-muted">
            <div className="relative max-h-full max-w-full" style={{ aspectRatio: `${width} / ${height}` }}>
              {/* eslint-disable-next-line @next/next/no-img-element -- Next resizes nothing in a static export */}
              <img
                src={contentPath(document)}
                alt={document.title}
                width={width}
                height={height}
                draggable={false}
                className="max-h-[62dvh] w-auto max-w-full select-none"
              />
              <svg
                ref={stage}
                viewBox={`0 0 ${width} ${height}`}
                preserveAspectRatio="none"
                role="group"
                tabIndex={-1}
                aria-label="Anotaciones"
                className="absolute inset-0 size-full cursor-crosshair touch-none outline-none"
                onPointerDown={begin}
                onPointerMove={follow}
                onPointerUp={release}
                onPointerCancel={release}
              >
                <AnnotationMarks
                  width={width}
                  height={height}
                  marks={marks}
                  acts={{ chosen, onChoose: setChosen, onKey, onGrab: grab }}
                />
              </svg>
            </div>
          </div>
          {annotate.error && <Alert variant="destructive">{messageOf(annotate.error)}</Alert>}
        </SheetBody>
        <SheetFooter>
          {guard.asking ? (
            <CloseQuestion guard={guard} />
          ) : (
            <>
              <Button variant="ghost" onClick={() => guard.requestClose()}>
                Cancelar
              </Button>
              <Button
                disabled={!draft.dirty}
                loading={annotate.isPending}
                onClick={() =>
                  void annotate.mutateAsync({ marks, edition: begun.edition }).then(
                    () => {
                      notify("Anotaciones guardadas");
                      onClose();
                    },
                    () => undefined,
                  )
                }
              >
                Guardar anotaciones
              </Button>
            </>
          )}
        </SheetFooter>
      </SheetContent>
    </Sheet>
  );
}
