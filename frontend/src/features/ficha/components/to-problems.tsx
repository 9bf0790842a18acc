import { useInfiniteQuery } from "@tanstack/react-query";
import { ListPlus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { historyQuery } from "@/entities/record/queries";
import type { Diagnosis } from "@/entities/record/schema";
import { announce, notifyError } from "@/lib/toast";
import { useAddProblem } from "../api";

/** Makes a diagnosis one of the patient's problems, which stand among the antecedentes. */
export function ToProblems({ patientId, diagnosis }: { patientId: number; diagnosis: Diagnosis }) {
  const add = useAddProblem(patientId);
  // What this page read already; a note does not ask for the antecedentes by itself.
  const { data } = useInfiniteQuery({ ...historyQuery(patientId), enabled: false });
  const known = data?.pages.some((page) =>
    page.data.some(({ active, cie10_code }) => active && cie10_code === diagnosis.code),
  );
  if (known || add.isSuccess) return <span className="text-xs text-muted-foreground">En la lista de problemas</span>;
  return (
    <Button
      variant="ghost"
      size="xs"
      loading={add.isPending}
      aria-label={`Agregar ${diagnosis.code} a los problemas`}
      onClick={() =>
        add.mutate(diagnosis, {
          onSuccess: () => announce(`${diagnosis.description} está en la lista de problemas`),
          onError: (error) => notifyError(error),
        })
      }
    >
      <ListPlus aria-hidden />A problemas
    </Button>
  );
}
