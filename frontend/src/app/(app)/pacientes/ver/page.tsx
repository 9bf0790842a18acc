import type { Metadata } from "next";
import { PatientPage } from "@/features/ficha/components/patient-page";

export const metadata: Metadata = { title: "Ficha del paciente" };
export default PatientPage;
