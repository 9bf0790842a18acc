import type { Metadata } from "next";
import { CommissionsPage } from "@/features/comisiones/components/commissions-page";

export const metadata: Metadata = { title: "Comisiones" };

export default CommissionsPage;
