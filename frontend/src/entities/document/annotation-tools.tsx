import { ArrowUpRight, Circle, History, Type } from "lucide-react";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { PAINT, SHAPE_LABEL } from "./annotation-marks";
import { COLOURS, SHAPES, type Annotations, type Colour, type Mark, type Shape } from "./annotations";
import { formatDateTime } from "@/lib/format";

const ICONS = { ARROW: ArrowUpRight, CIRCLE: Circle, TEXT: Type };
const COLOUR_LABEL: Record<Colour, string> = {
  RED: "Rojo",
  YELLOW: "Amarillo",
  GREEN: "Verde",
  BLUE: "Azul",
  WHITE: "Blanco",
};

type ToolsProps = {
  shape: Shape;
  colour: Colour;
  onShape: (shape: Shape) => void;
  onColour: (colour: Colour) => void;
};

/** What the next mark is, and its colour, which is also that of the mark that is held. */
export function AnnotationTools({ shape, colour, onShape, onColour }: ToolsProps) {
  return (
    <>
      <ToggleGroup
        type="single"
        aria-label="Qué se dibuja"
        value={shape}
        onValueChange={(value) => value && onShape(value as Shape)}
      >
        {SHAPES.map((value) => {
          const Icon = ICONS[value];
          return (
            <ToggleGroupItem key={value} value={value}>
              <Icon aria-hidden />
              {SHAPE_LABEL[value]}
            </ToggleGroupItem>
          );
        })}
      </ToggleGroup>
      <ToggleGroup
        type="single"
        aria-label="Color"
        value={colour}
        onValueChange={(value) => value && onColour(value as Colour)}
      >
        {COLOURS.map((value) => (
          <ToggleGroupItem key={value} value={value} aria-label={COLOUR_LABEL[value]}>
            <span
              aria-hidden
              className="size-4 rounded-full border border-foreground/40"
              style={{ background: PAINT[value] }}
            />
          </ToggleGroupItem>
        ))}
      </ToggleGroup>
    </>
  );
}

/** What was drawn before, taken up again as a new edition. */
export function Earlier({ begun, onTake }: { begun: Annotations; onTake: (marks: readonly Mark[]) => void }) {
  return (
    <Select
      value=""
      onValueChange={(edition) => {
        const taken = begun.data.find((one) => String(one.edition) === edition);
        if (taken) onTake(taken.marks);
      }}
    >
      <SelectTrigger aria-label="Volver a lo anotado antes" className="w-auto max-md:w-full">
        <History className="size-4" aria-hidden />
        <SelectValue placeholder="Lo anotado antes" />
      </SelectTrigger>
      <SelectContent>
        {begun.data.map(({ edition, marks, by, at }) => (
          <SelectItem key={edition} value={String(edition)}>
            {`${edition}. ${by.name}, ${formatDateTime(at)} (${marks.length})`}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
