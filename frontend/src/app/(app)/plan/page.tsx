import type { Metadata } from "next";
import { PlanPage } from "@/features/plan/components/plan-page";

export const metadata: Metadata = { title: "Plan de tratamiento" };
export default PlanPage;
