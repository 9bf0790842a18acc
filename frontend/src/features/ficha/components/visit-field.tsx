import { FieldFrame } from "@/components/form/fields";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { VISITS } from "@/entities/record/schema";
import { VISIT_LABEL } from "@/entities/record/words";
import type { useNoteDraft } from "../use-note-draft";

const LABEL = "Atención por esta causa";

/** First or subsequent, as the Ministry counts visits; pressed again it says nothing. */
export function VisitField({ control }: { control: ReturnType<typeof useNoteDraft>["form"]["control"] }) {
  return (
    <FieldFrame
      control={control}
      name="visit"
      label={LABEL}
      optional
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 !space-y-0"
      render={({ value, onChange }) => (
        <ToggleGroup type="single" value={String(value ?? "")} onValueChange={onChange} aria-label={LABEL}>
          {VISITS.map((visit) => (
            <ToggleGroupItem key={visit} value={visit} className="h-full">
              {VISIT_LABEL[visit]}
            </ToggleGroupItem>
          ))}
        </ToggleGroup>
      )}
    />
  );
}
