"use client";

import { useQuery } from "@tanstack/react-query";
import { UserRound } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useEffect, type ReactNode } from "react";
import { RequirePermission } from "@/components/patterns/can";
import { PageBody } from "@/components/patterns/page-header";
import { EmptyState, ErrorState, NoPermission } from "@/components/patterns/state-panel";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { patientQuery } from "@/entities/patient/queries";
import type { Patient } from "@/entities/patient/schema";
import { useTitle } from "@/hooks/use-title";
import { setUrlState, useIdParam, useUrlState } from "@/hooks/use-url-state";
import { lazy } from "@/lib/lazy";
import { useMe } from "@/lib/session";
import { PatientHeader } from "./patient-header";
import { RowsSkeleton } from "./rows-skeleton";
import { SummaryTab } from "./summary-tab";

const HistoryTab = lazy(
  () => import("./history-tab").then((file) => file.HistoryTab),
  <RowsSkeleton label="los antecedentes" />,
);
const NotesTab = lazy(() => import("./notes-tab").then((file) => file.NotesTab), <RowsSkeleton label="las notas" />);
const DocumentsTab = lazy(
  () => import("./documents/documents-tab").then((file) => file.DocumentsTab),
  <RowsSkeleton label="los documentos" />,
);
const ConsentsTab = lazy(
  () => import("./consents/consents-tab").then((file) => file.ConsentsTab),
  <RowsSkeleton label="los consentimientos" />,
);
const PrescriptionsTab = lazy(
  () => import("./prescriptions/prescriptions-tab").then((file) => file.PrescriptionsTab),
  <RowsSkeleton label="las recetas" />,
);
const CertificatesTab = lazy(
  () => import("./certificates/certificates-tab").then((file) => file.CertificatesTab),
  <RowsSkeleton label="los certificados" />,
);
const OrdersTab = lazy(
  () => import("./orders/orders-tab").then((file) => file.OrdersTab),
  <RowsSkeleton label="las órdenes" />,
);
const TimelineTab = lazy(
  () => import("./timeline/timeline-tab").then((file) => file.TimelineTab),
  <RowsSkeleton label="la historia" />,
);
const VisitsTab = lazy(() => import("./visits-tab").then((file) => file.VisitsTab), <RowsSkeleton label="las citas" />);
const BillingTab = lazy(
  () => import("./billing-tab").then((file) => file.BillingTab),
  <RowsSkeleton label="las facturas" />,
);

const TABS: {
  key: string;
  label: string;
  what: string;
  permission: string;
  content: (patient: Patient) => ReactNode;
}[] = [
  {
    key: "resumen",
    label: "Resumen",
    what: "el resumen",
    permission: "patients:read",
    content: (patient) => <SummaryTab patient={patient} />,
  },
  {
    key: "historia",
    label: "Historia",
    what: "la historia clínica",
    permission: "records:read",
    content: (patient) => <TimelineTab patient={patient} />,
  },
  {
    key: "antecedentes",
    label: "Antecedentes",
    what: "los antecedentes",
    permission: "records:read",
    content: (patient) => <HistoryTab patient={patient} />,
  },
  {
    key: "notas",
    label: "Notas",
    what: "las notas clínicas",
    permission: "records:read",
    content: (patient) => <NotesTab patient={patient} />,
  },
  {
    key: "recetas",
    label: "Recetas",
    what: "las recetas",
    permission: "records:read",
    content: (patient) => <PrescriptionsTab patient={patient} />,
  },
  {
    key: "certificados",
    label: "Certificados",
    what: "los certificados",
    permission: "records:read",
    content: (patient) => <CertificatesTab patient={patient} />,
  },
  {
    key: "ordenes",
    label: "Órdenes",
    what: "las órdenes",
    permission: "records:read",
    content: (patient) => <OrdersTab patient={patient} />,
  },
  {
    key: "documentos",
    label: "Documentos",
    what: "los documentos",
    permission: "documents:read",
    content: (patient) => <DocumentsTab patient={patient} />,
  },
  {
    key: "consentimientos",
    label: "Consentimientos",
    what: "los consentimientos",
    permission: "consents:read",
    content: (patient) => <ConsentsTab patient={patient} />,
  },
  {
    key: "citas",
    label: "Citas",
    what: "las citas",
    permission: "appointments:read",
    content: (patient) => <VisitsTab patient={patient} />,
  },
  {
    key: "facturacion",
    label: "Facturación",
    what: "las facturas",
    permission: "invoices:read",
    content: (patient) => <BillingTab patient={patient} />,
  },
];

export function PatientPage() {
  return (
    <RequirePermission permission="patients:read" what="la ficha de un paciente">
      <PatientFile />
    </RequirePermission>
  );
}

function PatientFile() {
  const id = useIdParam();
  if (id === null) {
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
        Esta dirección no dice de quién es la ficha.
      </EmptyState>
    );
  }
  return <FileOf key={id} id={id} />;
}

function FileOf({ id }: { id: number }) {
  const { data: patient, error, refetch } = useQuery(patientQuery(id));
  useTitle(patient && `${patient.full_name} · Ficha`);
  // The number of a file that was merged leads to the one that stands.
  const stands = patient?.id;
  useEffect(() => {
    if (stands !== undefined && stands !== id) setUrlState({ id: stands });
  }, [stands, id]);
  if (patient) return <File patient={patient} />;
  return (
    <PageBody>
      <Crumbs />
      {error ? <ErrorState error={error} what="la ficha" onRetry={() => void refetch()} /> : <FileSkeleton />}
    </PageBody>
  );
}

const Crumbs = ({ name = "Ficha" }: { name?: string }) => (
  <Breadcrumb items={[{ label: "Pacientes", href: "/pacientes/" }, { label: name }]} className="hidden md:block" />
);

function File({ patient }: { patient: Patient }) {
  const me = useMe();
  const url = useUrlState();
  const may = (permission: string) => me.permissions.includes(permission);
  // A link that comes from an appointment is there to write its note.
  const wanted = url.get("tab") ?? (url.get("cita") || url.get("nota") ? "notas" : "resumen");
  const current = TABS.find(({ key }) => key === wanted) ?? TABS[0]!;

  return (
    <div className="space-y-3">
      <Crumbs name={patient.full_name} />
      <PatientHeader patient={patient} clinical={current.key === "notas" || current.key === "antecedentes"} />
      <Tabs
        value={current.key}
        onValueChange={(key) =>
          url.set({
            tab: key === "resumen" ? null : key,
            nota: null,
            cita: null,
            receta: null,
            certificado: null,
            orden: null,
            clases: null,
            palabras: null,
          })
        }
      >
        <TabsList aria-label="Partes de la ficha">
          {TABS.filter(({ permission, key }) => may(permission) || key === current.key).map(({ key, label }) => (
            <TabsTrigger key={key} value={key}>
              {label}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value={current.key}>
          {may(current.permission) ? (
            current.content(patient)
          ) : (
            <NoPermission permission={current.permission} what={current.what} />
          )}
        </TabsContent>
      </Tabs>
    </div>
  );
}

function FileSkeleton() {
  return (
    <div role="status" aria-label="Cargando la ficha" className="space-y-4">
      <div className="flex items-center gap-3 py-2">
        <Skeleton className="size-11 rounded-full" />
        <div className="space-y-2">
          <Skeleton className="h-5 w-56" />
          <Skeleton className="w-40" />
        </div>
      </div>
      <div className="h-9 border-b border-border" />
      <div className="grid gap-4 lg:grid-cols-3">
        <div className="h-64 rounded-xl border border-border bg-card lg:col-span-2" />
        <div className="h-64 rounded-xl border border-border bg-card" />
      </div>
    </div>
  );
}
