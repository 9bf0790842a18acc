"use client";

import { Eraser } from "lucide-react";
import { useRef, type PointerEvent } from "react";
import { Button } from "@/components/ui/button";

/** Points of a thousandth of the pad's width, and of its height times 0,4. */
export type Stroke = [number, number][];

const WIDTH = 1000;
const HEIGHT = 400;

type Props = { strokes: Stroke[]; onChange: (strokes: Stroke[]) => void; under: string };

/** Where somebody signs with a finger, a pen or the mouse: strokes of points, and nothing that could carry a program. */
export function SignaturePad({ strokes, onChange, under }: Props) {
  const drawing = useRef<Stroke | null>(null);
  const pointOf = (event: PointerEvent<SVGSVGElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    const within = (value: number, most: number) => Math.max(0, Math.min(most, Math.round(value)));
    return [
      within(((event.clientX - box.left) / (box.width || 1)) * WIDTH, WIDTH),
      within(((event.clientY - box.top) / (box.height || 1)) * HEIGHT, HEIGHT),
    ];
  };
  return (
    <div className="space-y-2">
      <div className="flex items-center justify-between">
        <span id="signature-label" className="text-sm font-semibold">
          Firma
        </span>
        <Button variant="ghost" size="sm" disabled={strokes.length === 0} onClick={() => onChange([])}>
          <Eraser aria-hidden />
          Borrar
        </Button>
      </div>
      <div className="relative rounded-lg border-2 border-primary bg-white">
        <svg
          role="img"
          aria-labelledby="signature-label"
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="block h-44 w-full cursor-crosshair touch-none md:h-52"
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture?.(event.pointerId);
            drawing.current = [pointOf(event)];
            onChange([...strokes, drawing.current]);
          }}
          onPointerMove={(event) => {
            if (!drawing.current || drawing.current.length >= 2000) return;
            drawing.current = [...drawing.current, pointOf(event)];
            onChange([...strokes.slice(0, -1), drawing.current]);
          }}
          onPointerUp={() => (drawing.current = null)}
          onPointerCancel={() => (drawing.current = null)}
        >
          {strokes.map((stroke, index) => (
            <polyline
              key={index}
              points={[...stroke, stroke.at(-1)!.map((value) => value + 1)].map((point) => point.join(",")).join(" ")}
              fill="none"
              stroke="#13262a"
              strokeWidth={2.5}
              strokeLinecap="round"
              strokeLinejoin="round"
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
        <p className="pointer-events-none absolute inset-x-4 bottom-2 truncate border-t border-dashed border-neutral-400 pt-1 text-xs text-neutral-700">
          {under}
        </p>
      </div>
    </div>
  );
}
