import type { KeyboardEvent, PointerEvent } from "react";
import type { Colour, Mark } from "./annotations";

export const PAINT: Record<Colour, string> = {
  RED: "#e5202b",
  YELLOW: "#ffd21f",
  GREEN: "#22c55e",
  BLUE: "#2f7bff",
  WHITE: "#ffffff",
};
export const SHAPE_LABEL = { ARROW: "Flecha", CIRCLE: "Círculo", TEXT: "Texto" } as const;
const EDGE = "#101418";

/** «Texto 3: Caries en mesial». */
export const markName = (mark: Mark, index: number) =>
  `${SHAPE_LABEL[mark.kind]} ${index + 1}${mark.kind === "TEXT" ? `: ${mark.text}` : ""}`;

type Acts = {
  chosen: number | null;
  onChoose: (index: number) => void;
  onKey: (event: KeyboardEvent, index: number) => void;
  onGrab: (event: PointerEvent, index: number) => void;
};
type Props = { width: number; height: number; marks: readonly Mark[]; acts?: Acts };

/** The marks over an image of this size; with `acts` each can be taken hold of, by pointer and by key. */
export function AnnotationMarks({ width, height, marks, acts }: Props) {
  const least = Math.min(width, height);
  return marks.map((mark, index) => {
    const shape = (
      <Shape mark={mark} width={width} height={height} stroke={Math.max(2, least / 160)} size={least / 26} />
    );
    if (!acts) return <g key={index}>{shape}</g>;
    return (
      <g
        key={index}
        tabIndex={0}
        role="button"
        aria-label={markName(mark, index)}
        aria-pressed={acts.chosen === index}
        className="cursor-move outline-none [&:focus-visible>*]:opacity-60 aria-pressed:[filter:drop-shadow(0_0_6px_white)]"
        onFocus={() => acts.onChoose(index)}
        onKeyDown={(event) => acts.onKey(event, index)}
        onPointerDown={(event) => acts.onGrab(event, index)}
      >
        {shape}
      </g>
    );
  });
}

type ShapeProps = { mark: Mark; width: number; height: number; stroke: number; size: number };

/** Twice: a dark edge beneath the colour, so that it is seen on teeth and on a radiograph. */
function Shape({ mark, width, height, stroke, size }: ShapeProps) {
  const at = (x: number, y: number) => [(x * width) / 10_000, (y * height) / 10_000] as const;
  const [x, y] = at(mark.x, mark.y);
  const paint = PAINT[mark.colour];
  if (mark.kind === "TEXT")
    return (
      <text
        x={x}
        y={y}
        fontSize={size}
        fontWeight={600}
        dominantBaseline="hanging"
        fill={paint}
        stroke={EDGE}
        strokeWidth={stroke * 2}
        strokeLinejoin="round"
        paintOrder="stroke"
      >
        {mark.text}
      </text>
    );
  const [toX, toY] = at(mark.to_x, mark.to_y);
  const lines = [
    { stroke: EDGE, strokeWidth: stroke * 2 },
    { stroke: paint, strokeWidth: stroke },
  ];
  if (mark.kind === "CIRCLE") {
    const round = {
      cx: (x + toX) / 2,
      cy: (y + toY) / 2,
      rx: Math.abs(toX - x) / 2,
      ry: Math.abs(toY - y) / 2,
    };
    return lines.map((line) => <ellipse key={line.stroke} {...round} {...line} fill="none" />);
  }
  const angle = Math.atan2(toY - y, toX - x);
  const side = (turn: number) =>
    `L ${toX + 5 * stroke * Math.cos(angle + turn)} ${toY + 5 * stroke * Math.sin(angle + turn)}`;
  const turn = (150 * Math.PI) / 180;
  const path = `M ${x} ${y} L ${toX} ${toY} ${side(turn)} M ${toX} ${toY} ${side(-turn)}`;
  return lines.map((line) => <path key={line.stroke} d={path} {...line} fill="none" strokeLinecap="round" />);
}
