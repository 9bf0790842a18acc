import {
  Activity,
  Baby,
  CircleEllipsis,
  Cigarette,
  HeartPulse,
  Pill,
  Scissors,
  TriangleAlert,
  Users,
  type LucideIcon,
} from "lucide-react";
import type { BadgeVariant } from "@/components/ui/badge";
import type { Appointment } from "@/entities/appointment/schema";
import type { ClinicalAlert } from "@/entities/patient/schema";
import type { Category, Severity } from "@/entities/record/schema";

type CategoryWords = {
  one: string;
  many: string;
  icon: LucideIcon;
  /** What a description looks like. */
  example: string;
  masculine?: boolean;
};

export const CATEGORY: Record<Category, CategoryWords> = {
  ALLERGY: { one: "Alergia", many: "Alergias", icon: TriangleAlert, example: "Penicilina: ronchas" },
  CONDITION: { one: "Enfermedad", many: "Enfermedades", icon: HeartPulse, example: "Hipertensión arterial" },
  MEDICATION: { one: "Medicación", many: "Medicación", icon: Pill, example: "Warfarina 5 mg al día" },
  SURGERY: { one: "Cirugía", many: "Cirugías", icon: Scissors, example: "Apendicectomía" },
  PREGNANCY: { one: "Embarazo", many: "Embarazos", icon: Baby, example: "12 semanas", masculine: true },
  FAMILY: { one: "Familiar", many: "Familiares", icon: Users, example: "Madre con diabetes tipo 2" },
  HABIT: { one: "Hábito", many: "Hábitos", icon: Cigarette, example: "Fuma diez cigarrillos al día", masculine: true },
  OTHER: { one: "Otro", many: "Otros", icon: CircleEllipsis, example: "Usa marcapasos", masculine: true },
};

export function severityWord(severity: Severity, category: string) {
  if (severity === "HIGH") return "grave";
  if (severity === "LOW") return "leve";
  return isCategory(category) && CATEGORY[category].masculine ? "moderado" : "moderada";
}

export const SEVERITY_LABEL: Record<Severity, string> = { HIGH: "Grave", MODERATE: "Moderada", LOW: "Leve" };
export const SEVERITY_VARIANT: Record<Severity, BadgeVariant> = { HIGH: "danger", MODERATE: "warning", LOW: "info" };

const isCategory = (category: string): category is Category => category in CATEGORY;

/** An allergy that nobody graded counts as grave until somebody says otherwise. */
const weightOf = ({ category, severity }: ClinicalAlert): Severity =>
  severity ?? (category === "ALLERGY" ? "HIGH" : "LOW");
const RANK: Record<Severity, number> = { HIGH: 0, MODERATE: 1, LOW: 2 };

export const bySeverity = (alerts: readonly ClinicalAlert[]) =>
  [...alerts].sort((a, b) => RANK[weightOf(a)] - RANK[weightOf(b)]);

/** How an alert is shown: its words, colour and icon. */
export function alertLook(alert: ClinicalAlert) {
  const words = isCategory(alert.category) ? CATEGORY[alert.category] : CATEGORY.OTHER;
  return {
    label: words.one,
    grade: alert.severity && severityWord(alert.severity, alert.category),
    icon: isCategory(alert.category) ? words.icon : Activity,
    variant: SEVERITY_VARIANT[weightOf(alert)],
  };
}

/** What was or will be done in an appointment, in one line. */
export const visitSummary = (visit: Pick<Appointment, "treatments" | "reason">) =>
  visit.treatments.map(({ name }) => name).join(" · ") || visit.reason || "Sin tratamientos";
