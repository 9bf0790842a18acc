import { UserRound } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { Link } from "@/components/patterns/link";
import { EmptyState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { useIdParam } from "@/hooks/use-url-state";

/** What is of the patient whom the address names, begun anew for another; where it names none, a way to choose one. */
export function OfPatient({ missing, children }: { missing: string; children: (patientId: number) => ReactNode }) {
  const id = useIdParam();
  if (id !== null) return <Fragment key={id}>{children(id)}</Fragment>;
  return (
    <EmptyState
      icon={UserRound}
      title="Elija un paciente"
      action={
        <Button asChild>
          <Link href="/pacientes/">Ver pacientes</Link>
        </Button>
      }
    >
      Esta dirección no dice {missing}.
    </EmptyState>
  );
}
