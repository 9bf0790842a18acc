import type { Metadata } from "next";
import { TreatmentsPage } from "@/features/tratamientos/components/treatments-page";

export const metadata: Metadata = { title: "Tratamientos" };
export default TreatmentsPage;
