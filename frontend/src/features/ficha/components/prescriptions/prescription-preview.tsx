import { Info } from "lucide-react";
import { useWatch } from "react-hook-form";
import { SectionCard } from "../section-card";
import type { PrescriptionFormOf } from "./prescription-writer";

/** The two halves of the sheet, in small. */
export function PrescriptionPreview({ form }: { form: PrescriptionFormOf }) {
  const { items, diagnoses, general } = useWatch({ control: form.control });
  return (
    <SectionCard title="Así se imprime" action={<span className="text-xs text-muted-foreground">A5, dos cuerpos</span>}>
      <div className="space-y-3 p-4">
        <div className="grid grid-cols-2 gap-4 rounded-lg border border-border bg-background p-3 text-xs">
          <div className="space-y-2">
            <p className="font-semibold">Receta</p>
            <p className="text-muted-foreground">CIE-10: {diagnoses?.map(({ code }) => code).join(", ") || "—"}</p>
            {items?.map((item, index) => (
              <p key={item.medicine_id}>
                <span className="block font-medium">
                  {index + 1}. {item.dci} {item.concentration}
                </span>
                {String(item.quantity ?? "") || "—"} · {item.route}
              </p>
            ))}
          </div>
          <div className="space-y-2 border-l border-dashed border-border pl-4">
            <p className="font-semibold">Indicaciones</p>
            {items?.map((item) => (
              <p key={item.medicine_id}>
                <span className="block font-medium">{item.dci}</span>
                {[item.dose, item.frequency, item.days && `por ${String(item.days)} días`].filter(Boolean).join(", ")}
                {item.instructions && <span className="block text-muted-foreground">{item.instructions}</span>}
              </p>
            ))}
            {general && <p>{general}</p>}
          </div>
        </div>
        <p className="flex items-start gap-1.5 text-xs text-muted-foreground">
          <Info className="mt-px size-3.5 shrink-0" aria-hidden />
          Sin firma electrónica: el papel dice que vale con la firma de puño y letra.
        </p>
      </div>
    </SectionCard>
  );
}
