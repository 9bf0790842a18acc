"use client";

import { useQuery } from "@tanstack/react-query";
import { Ban, CircleCheck, Plus, UserPlus } from "lucide-react";
import { useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { ExportButton } from "@/components/data-table/export-button";
import { useListState, type ListState } from "@/components/data-table/use-list-state";
import { RequirePermission } from "@/components/patterns/can";
import { Link } from "@/components/patterns/link";
import { Marked } from "@/components/patterns/marked";
import { Money } from "@/components/patterns/money";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState } from "@/components/patterns/state-panel";
import { StateBadge } from "@/components/patterns/status-badge";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { patientPath } from "@/config/navigation";
import { AlertKinds } from "@/entities/patient/alert-kinds";
import { askPatients, patientsQuery, tagsQuery } from "@/entities/patient/queries";
import type { ListedPatient } from "@/entities/patient/schema";
import { documentLabel, documentNumber, GENDER_LABEL } from "@/entities/patient/words";
import { useHotkey } from "@/hooks/use-hotkey";
import { useUrlState } from "@/hooks/use-url-state";
import type { Page } from "@/lib/api";
import type { CsvColumn } from "@/lib/csv";
import { dayOf } from "@/lib/dates";
import { formatAge, formatCount } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";

import { formatMoment, nameOf, patientColumns } from "./patient-columns";
import { useKnownElsewhere } from "../use-known-elsewhere";

const RegisterPatientSheet = lazy(() => import("./register-patient-sheet").then((file) => file.RegisterPatientSheet));

export function PatientsPage() {
  return (
    <RequirePermission permission="patients:read" what="los pacientes">
      <Patients />
    </RequirePermission>
  );
}

function Patients() {
  const url = useUrlState();
  const canWrite = useCan("patients:write");
  const beside: [may: boolean, href: string, label: string, className?: string][] = [
    [useCan("records:write"), "/pacientes/pendientes/", "Notas pendientes"],
    [useCan("erasures:read"), "/pacientes/supresiones/", "Supresión de datos", "max-md:hidden"],
    [useCan("patients:merge"), "/pacientes/repetidas/", "Fichas que se parecen"],
  ];
  const state = useListState({ filters: ["active", "tag"], sort: "last_name" });
  const query = useQuery(patientsQuery(state.params));
  const known = useKnownElsewhere(query.data?.data);
  const { data: tags } = useQuery(tagsQuery());
  const bySurname = !/full_name$/.test(state.sort ?? "");
  const columns = useMemo(() => patientColumns(state.search, bySurname, known), [state.search, bySurname, known]);
  const create = () => url.set({ nuevo: 1 });
  useHotkey("n", create, { enabled: canWrite });

  return (
    <PageBody>
      <PageHeader
        title="Pacientes"
        subtitle={subtitleOf(query.data, state)}
        actions={
          <>
            {beside.map(
              ([may, href, label, className]) =>
                may && (
                  <Button key={href} asChild variant="outline" className={className}>
                    <Link href={href}>{label}</Link>
                  </Button>
                ),
            )}
            {canWrite && (
              <Button onClick={create}>
                <Plus aria-hidden />
                Nuevo paciente<Kbd inverse>N</Kbd>
              </Button>
            )}
          </>
        }
      />
      <DataTable
        label="pacientes"
        columns={columns}
        query={query}
        state={state}
        rowId={(patient) => patient.id}
        rowHref={(patient) => patientPath(patient.id)}
        rowClassName={(patient) => (patient.active ? undefined : "text-muted-foreground")}
        hiddenColumns={["email", "created_at"]}
        phone={(patient) => ({
          title: <Marked text={nameOf(patient, bySurname)} match={state.search} />,
          badge: patient.active ? <AlertKinds kinds={patient.alert_kinds} /> : <StateBadge state="inactive" />,
          detail: [documentNumber(patient), patient.birth_date && formatAge(patient.birth_date)]
            .filter(Boolean)
            .join(" · "),
          sum: known.balances && known.balances.has(patient.id) && (
            <Money value={known.balances.get(patient.id)} strong />
          ),
          balance: known.visits?.get(patient.id)?.next && `cita ${formatMoment(known.visits.get(patient.id)!.next!)}`,
        })}
        empty={
          <EmptyState
            bare
            icon={UserPlus}
            title="Aún no hay pacientes"
            action={
              canWrite && (
                <Button variant="outline" onClick={create}>
                  Nuevo paciente
                </Button>
              )
            }
          >
            Registre al primero con su documento, o sin él si aún no lo tiene.
          </EmptyState>
        }
        toolbar={{
          search: "Nombre, cédula o teléfono",
          facets: [
            {
              name: "active",
              label: "Estado",
              options: [
                { value: "true", label: "Activos", icon: CircleCheck },
                { value: "false", label: "Inactivos", icon: Ban },
              ],
            },
            // A clinic without tags has no filter by them.
            ...(tags?.length || state.filters.tag
              ? [
                  {
                    name: "tag",
                    label: "Etiqueta",
                    options: (tags ?? []).map(({ name }) => ({ value: name, label: name })),
                  },
                ]
              : []),
          ],
          filters: <NameOrder sort={state.sort} onChange={state.setSort} />,
          actions: (
            <ExportButton
              name="pacientes"
              columns={CSV}
              ask={(after, signal) => askPatients(state.params, after, signal)}
            />
          ),
        }}
      />
      {canWrite && (
        <RegisterPatientSheet
          open={url.get("nuevo") === "1"}
          onOpenChange={(open) => url.set({ nuevo: open ? 1 : null })}
          typed={query.data?.total === 0 ? state.search : ""}
        />
      )}
    </PageBody>
  );
}

/** Whether the list goes by surnames or by first names: its names are written so. */
function NameOrder({ sort, onChange }: { sort: string | undefined; onChange: (sort: string) => void }) {
  return (
    <ToggleGroup
      type="single"
      aria-label="Orden"
      value={/full_name$/.test(sort ?? "") ? "full_name" : "last_name"}
      onValueChange={(next) => next && onChange(next)}
    >
      <ToggleGroupItem value="last_name">Por apellido</ToggleGroupItem>
      <ToggleGroupItem value="full_name">Por nombre</ToggleGroupItem>
    </ToggleGroup>
  );
}

function subtitleOf(page: Page<ListedPatient> | undefined, state: ListState) {
  if (page?.total === undefined) return "Quiénes se atienden en la clínica.";
  const count =
    page.total_exact === false
      ? `Más de ${formatCount(page.total, "paciente", "pacientes")}`
      : formatCount(page.total, "paciente", "pacientes");
  if (!state.active) return `${count} en el registro.`;
  return `${count} ${page.total === 1 ? "coincide" : "coinciden"} con lo que busca.`;
}

const CSV: CsvColumn<ListedPatient>[] = [
  { label: "Tipo de documento", value: (row) => (row.document_type ? documentLabel(row) : "") },
  { label: "Documento", value: documentNumber },
  { label: "Nombres", value: ({ first_name }) => first_name },
  { label: "Apellidos", value: ({ last_name }) => last_name },
  { label: "Fecha de nacimiento", value: ({ birth_date }) => birth_date },
  { label: "Sexo", value: ({ gender }) => GENDER_LABEL[gender] },
  { label: "Teléfono", value: ({ phone }) => phone },
  { label: "Correo", value: ({ email }) => email },
  { label: "Dirección", value: ({ address }) => address },
  { label: "Contacto de emergencia", value: ({ emergency_contact_name }) => emergency_contact_name },
  { label: "Teléfono de emergencia", value: ({ emergency_contact_phone }) => emergency_contact_phone },
  { label: "Etiquetas", value: ({ tags }) => tags.join(", ") },
  { label: "Estado", value: ({ active }) => (active ? "Activo" : "Inactivo") },
  { label: "Registro", value: ({ created_at }) => dayOf(created_at) },
];
