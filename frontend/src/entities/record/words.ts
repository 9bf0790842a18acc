import {
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
import type { Category, Severity } from "./schema";

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

export const isCategory = (category: string): category is Category => category in CATEGORY;

export function severityWord(severity: Severity, category: string) {
  if (severity === "HIGH") return "grave";
  if (severity === "LOW") return "leve";
  return isCategory(category) && CATEGORY[category].masculine ? "moderado" : "moderada";
}

export const SEVERITY_LABEL: Record<Severity, string> = { HIGH: "Grave", MODERATE: "Moderada", LOW: "Leve" };
export const SEVERITY_VARIANT: Record<Severity, BadgeVariant> = { HIGH: "danger", MODERATE: "warning", LOW: "info" };
