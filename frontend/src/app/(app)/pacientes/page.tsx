import type { Metadata } from "next";
import { PatientsPage } from "@/features/pacientes";

export const metadata: Metadata = { title: "Pacientes" };
export default PatientsPage;
