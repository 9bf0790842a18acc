import type { Metadata } from "next";
import { TreatmentsPage } from "@/features/tratamientos";

export const metadata: Metadata = { title: "Tratamientos" };
export default TreatmentsPage;
