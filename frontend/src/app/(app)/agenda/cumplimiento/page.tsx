import type { Metadata } from "next";
import { KeepingPage } from "@/features/cumplimiento/components/keeping-page";

export const metadata: Metadata = { title: "Inasistencias y atrasos" };
export default KeepingPage;
