import type { Metadata } from "next";
import { TreatmentPage } from "@/features/tratamientos";

export const metadata: Metadata = { title: "Tratamiento" };
export default TreatmentPage;
