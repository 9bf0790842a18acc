import type { Metadata } from "next";
import { TreatmentPage } from "@/features/tratamientos/components/treatment-page";

export const metadata: Metadata = { title: "Tratamiento" };
export default TreatmentPage;
