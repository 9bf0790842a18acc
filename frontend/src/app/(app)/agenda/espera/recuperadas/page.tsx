import type { Metadata } from "next";
import { RecoveredPage } from "@/features/espera/components/recovered-page";

export const metadata: Metadata = { title: "Horas recuperadas" };
export default RecoveredPage;
