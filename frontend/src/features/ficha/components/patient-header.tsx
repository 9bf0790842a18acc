"use client";

import {
  CalendarPlus,
  ClipboardList,
  Ellipsis,
  Eraser,
  FilePlus2,
  FolderDown,
  Grid2x2,
  Merge,
  Pencil,
  ScanEye,
  UserCheck,
  UserX,
} from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { StateBadge } from "@/components/patterns/status-badge";
import { Initials } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { mergePath, odontogramPath, planPath } from "@/config/navigation";
import type { Patient } from "@/entities/patient/schema";
import { PatientAlerts } from "@/entities/patient/alerts";
import { documentLabel, documentNumber, GENDER_LABEL } from "@/entities/patient/words";
import { useHotkey } from "@/hooks/use-hotkey";
import { useUrlState } from "@/hooks/use-url-state";
import { formatAge, formatDate } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { announce } from "@/lib/toast";
import { useChangePatient } from "../api";

const ExportDialog = lazy(() => import("./export-dialog").then((file) => file.ExportDialog));
const AccessesDialog = lazy(() => import("./accesses-dialog").then((file) => file.AccessesDialog));
const ErasureDialog = lazy(() => import("./erasure-dialog").then((file) => file.ErasureDialog));
const EditPatientSheet = lazy(() => import("./edit-patient-sheet").then((file) => file.EditPatientSheet));

type HeaderProps = {
  patient: Patient;
  /** The page below has its own next action: this header's steps back. */
  clinical: boolean;
};

/** Who this is, and what may harm them: it stays in view whatever is being read or written below. */
export function PatientHeader({ patient, clinical }: HeaderProps) {
  return (
    <header className="sticky top-14 z-20 -mx-4 bg-background px-4 py-2 max-md:!-mt-3 md:-mx-6 md:px-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Initials name={patient.full_name} solid className="size-10 text-sm md:size-11" />
        <div className="min-w-0 flex-1">
          <h1 className="flex items-center gap-2 text-lg font-semibold tracking-title md:text-xl">
            <span className="min-w-0 break-words">{patient.full_name}</span>
            {!patient.active && !patient.erased_at && <StateBadge state="inactive" />}
          </h1>
          <p className="text-sm text-muted-foreground">
            {[
              patient.birth_date && formatAge(patient.birth_date),
              patient.gender !== "unknown" && GENDER_LABEL[patient.gender],
            ]
              .filter(Boolean)
              .map((part) => `${part} · `)}
            <span className="whitespace-nowrap">
              {patient.document_type && `${documentLabel(patient)} `}
              <span className={patient.document_type ? "font-mono" : undefined}>{documentNumber(patient)}</span>
            </span>
          </p>
        </div>
        <Actions patient={patient} clinical={clinical} />
        {patient.erased_at && (
          <p className="basis-full rounded-md bg-muted px-3 py-2 text-sm text-muted-foreground">
            {patient.erased_whole
              ? `Los datos de esta persona se suprimieron el ${formatDate(patient.erased_at)}: la historia ya no dice de quién es.`
              : `Los datos de contacto se suprimieron el ${formatDate(patient.erased_at)}. La historia se conserva lo que pide la ley, y la ficha no se encuentra al buscar.`}
          </p>
        )}
        <PatientAlerts alerts={patient.alerts} denied={patient.no_known_allergies} className="basis-full" />
      </div>
    </header>
  );
}

function Actions({ patient, clinical }: HeaderProps) {
  // Whoever was erased is changed and booked no more, and nothing is added to the record.
  const stands = !patient.erased_at;
  const canWrite = useCan("patients:write") && stands;
  const canBook = useCan("appointments:write") && stands;
  const canMerge = useCan("patients:merge");
  const url = useUrlState();
  const [editing, setEditing] = useState(false);
  const [switching, setSwitching] = useState(false);
  const canRead = useCan("records:read");
  const canAudit = useCan("logs:read");
  const canPlan = useCan("plans:read");
  const [reporting, setReporting] = useState(false);
  const canExport = useCan("records:export");
  const [copying, setCopying] = useState(false);
  const canErase = useCan("erasures:read");
  const [erasing, setErasing] = useState(false);
  // While a note is being written there is nothing more to start.
  const canNote = useCan("records:write") && stands && url.get("nota") === null && url.get("cita") === null;
  const writeNote = () => url.set({ tab: "notas", nota: "nueva" });
  useHotkey("n", writeNote, { enabled: canNote });
  useHotkey("e", () => setEditing(true), { enabled: canWrite });
  if (!canWrite && !canBook && !canNote && !canRead && !canAudit && !canPlan && !canExport && !canErase) return null;

  const book = `/agenda/?nuevo=1&paciente=${patient.id}`;
  return (
    <div className="flex items-center gap-2">
      <span className="hidden items-center gap-2 lg:flex">
        {canWrite && (
          <Button variant="outline" size="sm" onClick={() => setEditing(true)}>
            <Pencil aria-hidden />
            Editar datos
          </Button>
        )}
        {canNote && !clinical && (
          <Button variant="outline" size="sm" onClick={writeNote}>
            <FilePlus2 aria-hidden />
            Escribir nota
          </Button>
        )}
        {canRead && (
          <Button variant="outline" size="sm" asChild>
            <Link href={odontogramPath(patient.id)}>
              <Grid2x2 aria-hidden />
              Odontograma
            </Link>
          </Button>
        )}
        {canBook && (
          <Button variant={clinical ? "outline" : "default"} size="sm" asChild>
            <Link href={book}>
              <CalendarPlus aria-hidden />
              Nueva cita
            </Link>
          </Button>
        )}
      </span>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            variant="outline"
            size="icon-sm"
            aria-label="Más acciones"
            className={canWrite || canAudit || canPlan || canExport || canErase ? undefined : "lg:hidden"}
          >
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {canBook && (
            <DropdownMenuItem asChild className="lg:hidden">
              <Link href={book}>
                <CalendarPlus aria-hidden />
                Nueva cita
              </Link>
            </DropdownMenuItem>
          )}
          {canRead && (
            <DropdownMenuItem asChild className="lg:hidden">
              <Link href={odontogramPath(patient.id)}>
                <Grid2x2 aria-hidden />
                Odontograma
              </Link>
            </DropdownMenuItem>
          )}
          {canPlan && (
            <DropdownMenuItem asChild>
              <Link href={planPath(patient.id)}>
                <ClipboardList aria-hidden />
                Plan de tratamiento
              </Link>
            </DropdownMenuItem>
          )}
          {canNote && (
            <DropdownMenuItem className="lg:hidden" onSelect={writeNote}>
              <FilePlus2 aria-hidden />
              Escribir nota
            </DropdownMenuItem>
          )}
          {canWrite && (
            <DropdownMenuItem className="lg:hidden" onSelect={() => setEditing(true)}>
              <Pencil aria-hidden />
              Editar datos
            </DropdownMenuItem>
          )}
          {canAudit && (
            <DropdownMenuItem onSelect={() => setReporting(true)}>
              <ScanEye aria-hidden />
              Informe de accesos
            </DropdownMenuItem>
          )}
          {canExport && (
            <DropdownMenuItem onSelect={() => setCopying(true)}>
              <FolderDown aria-hidden />
              Copia de la historia
            </DropdownMenuItem>
          )}
          {canErase && (
            <DropdownMenuItem onSelect={() => setErasing(true)}>
              <Eraser aria-hidden />
              Supresión de datos
            </DropdownMenuItem>
          )}
          {canWrite && (
            <>
              <DropdownMenuSeparator className={canAudit ? undefined : "lg:hidden"} />
              <DropdownMenuItem
                variant={patient.active ? "destructive" : "default"}
                onSelect={() => setSwitching(true)}
              >
                {patient.active ? <UserX aria-hidden /> : <UserCheck aria-hidden />}
                {patient.active ? "Desactivar paciente" : "Reactivar paciente"}
              </DropdownMenuItem>
              {canMerge && (
                <DropdownMenuItem asChild>
                  <Link href={mergePath(patient.id)}>
                    <Merge aria-hidden />
                    Unir con otra ficha
                  </Link>
                </DropdownMenuItem>
              )}
            </>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      <EditPatientSheet patient={patient} open={editing} onOpenChange={setEditing} />
      <SwitchDialog patient={patient} open={switching} onOpenChange={setSwitching} />
      {copying && <ExportDialog patient={patient} onClose={() => setCopying(false)} />}
      {erasing && <ErasureDialog patient={patient} onClose={() => setErasing(false)} />}
      {reporting && <AccessesDialog patient={patient} onClose={() => setReporting(false)} />}
    </div>
  );
}

function SwitchDialog({
  patient,
  open,
  onOpenChange,
}: {
  patient: Patient;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const change = useChangePatient();
  const { active, full_name: name } = patient;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      destructive={active}
      title={active ? `Desactivar a ${name}` : `Reactivar a ${name}`}
      description={
        active
          ? "Deja de aparecer al buscar y no se le pueden dar citas nuevas. Su historia, citas y facturas se conservan, y puede reactivarse cuando haga falta."
          : "Vuelve a aparecer al buscar y se le pueden dar citas."
      }
      confirmLabel={active ? "Desactivar paciente" : "Reactivar paciente"}
      cancelLabel={active ? "Conservar activo" : "Cancelar"}
      onConfirm={async () => {
        await change.mutateAsync({ base: patient, changes: { active: !active } });
        announce(active ? "Paciente desactivado" : "Paciente reactivado");
      }}
    />
  );
}
