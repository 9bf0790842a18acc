"use client";

import { useQuery } from "@tanstack/react-query";
import { FileText } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import { Initials } from "@/components/ui/avatar";
import { Link } from "@/components/patterns/link";
import { ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { useBeside } from "@/components/ui/sidebar";
import { Skeleton } from "@/components/ui/skeleton";
import { patientPath } from "@/config/navigation";
import { PatientAlerts } from "@/entities/patient/alerts";
import { patientQuery } from "@/entities/patient/queries";
import { documentNumber, GENDER_LABEL } from "@/entities/patient/words";
import { useTitle } from "@/hooks/use-title";
import { useIdParam } from "@/hooks/use-url-state";
import { formatAge } from "@/lib/format";
import { isApiError } from "@/lib/problem";
import { useMe } from "@/lib/session";
import { cn } from "@/lib/utils";

const TABS = [
  { key: "odontograma", label: "Odontograma", permission: "records:read" },
  { key: "periodontograma", label: "Periodontograma", permission: "records:read" },
  { key: "plan", label: "Plan", permission: "plans:read" },
  { key: "salud-bucal", label: "Salud bucal", permission: "records:read" },
  { key: "ortodoncia", label: "Ortodoncia", permission: "records:read" },
  { key: "materiales", label: "Materiales", permission: "materials:read" },
] as const;
export type DentalTab = (typeof TABS)[number]["key"];

type FrameProps = {
  patientId: number;
  tab: DentalTab;
  /** Beside the tabs: where what was done is kept, figures, what one does next. */
  beside?: ReactNode;
  children: ReactNode;
};

/** The dentist's screens: who is in the chair and what may harm them, the tabs, and all the room that is left. */
export function DentalFrame({ patientId, tab, beside, children }: FrameProps) {
  useBeside(true);
  const { permissions } = useMe();
  const { data: patient, error } = useQuery(patientQuery(patientId));
  // The note of this visit goes along: what is charted on any of the pages hangs from it.
  const note = useIdParam("nota");
  const label = TABS.find(({ key }) => key === tab)!.label;
  useTitle(patient && `${patient.full_name} · ${label}`);
  // On a phone they move sideways: the page's own comes into view.
  const tabs = useRef<HTMLElement>(null);
  useEffect(() => {
    const here = tabs.current?.querySelector<HTMLElement>("[aria-current=page]");
    if (here) tabs.current!.scrollLeft = here.offsetLeft + here.offsetWidth + 32 - tabs.current!.clientWidth;
  }, [tab]);
  if (isApiError(error, 404)) return <ErrorState error={error} />;
  return (
    <div className="-mx-4 -mb-8 -mt-5 flex flex-col max-md:-mb-6 md:-mx-6 md:-mt-6 xl:min-h-[calc(100dvh-3.5rem)]">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-border px-4 py-2 md:min-h-14">
        {patient ? (
          <>
            <Initials name={patient.full_name} solid className="size-9 text-xs" />
            <div className="min-w-0 max-md:flex-1">
              <h1 className="break-words text-lg font-semibold leading-5">{patient.full_name}</h1>
              <p className="text-xs text-muted-foreground">
                {[
                  patient.birth_date && formatAge(patient.birth_date),
                  patient.gender !== "unknown" && GENDER_LABEL[patient.gender],
                ]
                  .filter(Boolean)
                  .map((part) => `${part} · `)}
                <span className="whitespace-nowrap font-mono">{documentNumber(patient)}</span>
              </p>
            </div>
            <PatientAlerts
              alerts={patient.alerts}
              denied={patient.no_known_allergies}
              className="min-w-0 grow basis-64 max-md:order-last max-md:basis-full md:ml-2"
            />
          </>
        ) : (
          <div className="flex flex-1 items-center gap-3">
            <Skeleton className="size-9 rounded-full" />
            <Skeleton className="h-5 w-56" />
          </div>
        )}
        <Button variant="outline" size="sm" asChild className="ml-auto">
          <Link href={patientPath(patientId)}>
            <FileText aria-hidden />
            <span className="max-sm:sr-only">Ficha</span>
          </Link>
        </Button>
      </header>
      <div className="flex min-h-12 flex-wrap items-center gap-x-5 border-b border-border px-4">
        <nav
          aria-label="Odontología"
          ref={tabs}
          className="sideways relative flex min-w-0 gap-x-5 self-stretch whitespace-nowrap text-sm [--ground:var(--background)] [scrollbar-width:none] max-md:basis-full md:overflow-visible md:bg-none"
        >
          {TABS.filter(({ key, permission }) => key === tab || permissions.includes(permission)).map(
            ({ key, label: name }) => (
              <Link
                key={key}
                href={`/${key}/?id=${patientId}${note ? `&nota=${note}` : ""}`}
                aria-current={key === tab ? "page" : undefined}
                className={cn(
                  "flex min-h-12 shrink-0 items-center border-b-2 md:-mb-px",
                  key === tab
                    ? "border-primary font-medium"
                    : "border-transparent text-muted-foreground hover:text-foreground",
                )}
              >
                {name}
              </Link>
            ),
          )}
        </nav>
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1 py-1.5 max-md:basis-full md:justify-end">
          {beside}
        </div>
      </div>
      {children}
    </div>
  );
}
